package dev.sluice.journal;

import dev.sluice.log.LogPosition;

/**
 * What a journal gives with a snapshot.
 *
 * @param neededFrom from where on a start from the snapshot needs the log
 * @param durable up to where the log was certainly there when the snapshot was written
 * @param ledger as of the snapshot, encoded
 */
record SnapshotInfo(LogPosition neededFrom, LogPosition durable, byte[] ledger) {
    byte[] encode() {
        return new FieldWriter()
                .number(neededFrom.epoch())
                .number(neededFrom.segment())
                .number(durable.epoch())
                .number(durable.segment())
                .number(durable.offset())
                .raw(ledger)
                .toBytes();
    }

    static SnapshotInfo decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        LogPosition neededFrom = new LogPosition(in.count(), in.count(), 0);
        LogPosition durable = new LogPosition(in.count(), in.count(), in.number());
        byte[] ledger = new byte[in.rest().remaining()];
        in.rest().get(ledger);
        return new SnapshotInfo(neededFrom, durable, ledger);
    }
}
