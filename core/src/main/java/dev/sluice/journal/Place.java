package dev.sluice.journal;

import dev.sluice.log.LogEntry;
import dev.sluice.log.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where something is in the log.
 *
 * @param entry what this run appended; null for what an earlier one did
 * @param found where it is in that case
 */
record Place(@Nullable LogEntry entry, LogPosition found) {
    static Place of(LogEntry entry) {
        return new Place(entry, LogPosition.START);
    }

    static Place found(LogPosition position) {
        return new Place(null, position);
    }

    LogPosition position() {
        return entry == null ? found : entry.position();
    }

    /** The beginning of the file that it is in. */
    LogPosition file() {
        LogPosition position = position();
        return new LogPosition(position.epoch(), position.segment(), 0);
    }

    Place orEarlier(Place other) {
        return position().compareTo(other.position()) <= 0 ? this : other;
    }
}
