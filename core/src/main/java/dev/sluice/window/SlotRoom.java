package dev.sluice.window;

/** Room to list the slots of one set after another in. */
final class SlotRoom {
    private int[] room = {};

    /** The slots of a set, with anything behind them, until the next set is listed. Not to be written to. */
    int[] list(SlotSet set) {
        if (set.isListed()) {
            return set.listed();
        }
        if (room.length < set.size()) {
            room = new int[Math.max(set.size(), room.length * 2)];
        }
        set.listInto(room);
        return room;
    }
}
