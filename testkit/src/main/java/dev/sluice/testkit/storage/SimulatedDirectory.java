package dev.sluice.testkit.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The names that are seen, those that are durable, and the changes that lie between. */
final class SimulatedDirectory implements SimulatedNode {
    private final TreeMap<String, SimulatedNode> names = new TreeMap<>();
    private final TreeMap<String, SimulatedNode> durableNames = new TreeMap<>();
    private final List<NameChange> pending = new ArrayList<>();
    private final long modifiedMillis;

    SimulatedDirectory(long modifiedMillis) {
        this.modifiedMillis = modifiedMillis;
    }

    @Override
    public long modifiedMillis() {
        return modifiedMillis;
    }

    NavigableMap<String, SimulatedNode> names() {
        return names;
    }

    NavigableMap<String, SimulatedNode> durableNames() {
        return durableNames;
    }

    /** In the order in which they were made. */
    List<NameChange> pending() {
        return pending;
    }

    void change(NameChange change) {
        change.applyTo(names);
        pending.add(change);
    }

    void sync() {
        pending.forEach(this::settle);
        pending.clear();
    }

    /** Makes one change durable; those before it stay as they are, and it waits behind them to be written down. */
    void sync(NameChange change) {
        change.makeDurable();
        while (!pending.isEmpty() && pending.get(0).isDurable()) {
            settle(pending.remove(0));
        }
    }

    private void settle(NameChange change) {
        change.makeDurable();
        change.applyTo(durableNames);
        SimulatedDirectory deleted = change.deletedDirectory();
        if (deleted != null) {
            deleted.sync();
        }
    }
}
