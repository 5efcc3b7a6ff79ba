package dev.sluice.batch;

/** A record as a key, whatever its own {@code equals} and {@code hashCode} do: where they throw, it equals itself only. */
final class FaultyRecord {
    private final Object record;
    private final int hash;

    FaultyRecord(Object record) {
        this.record = record;
        this.hash = hash(record);
    }

    private static int hash(Object record) {
        try {
            return record.hashCode();
        } catch (RuntimeException | StackOverflowError broken) {
            return System.identityHashCode(record);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FaultyRecord faulty) || faulty.hash != hash) {
            return false;
        }
        try {
            return faulty.record == record || faulty.record.equals(record);
        } catch (RuntimeException | StackOverflowError broken) {
            return false;
        }
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
