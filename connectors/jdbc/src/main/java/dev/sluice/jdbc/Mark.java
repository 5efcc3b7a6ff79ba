package dev.sluice.jdbc;

import dev.sluice.error.FencedException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.sink.OutputKey;
import dev.sluice.time.Micros;

/**
 * What the row of a partition says.
 *
 * @param epoch of the run that writes it
 * @param micros the time of the newest batch that was written, in microseconds of the epoch
 * @param partitions how many that batch has; 0 where none was written yet
 */
record Mark(long epoch, long micros, int partitions) {
    /** Throws if a run has been overtaken. */
    void requireNotOvertaken(OutputKey key, JdbcOptions options) {
        if (epoch > key.epoch()) {
            throw new FencedException(options.name() + ": run " + epoch + " of " + key.job()
                    + " has taken over this output from run " + key.epoch() + ", which writes no more");
        }
    }

    /**
     * Whether the partition of a batch was written before. Batches come in the order of their times.
     *
     * @throws OutputConflictException if it was, and with the records divided in another way
     */
    boolean covers(OutputKey key, int parts, JdbcOptions options) {
        long batchMicros = Micros.of(key.batch().time());
        if (partitions == 0) {
            return false;
        }
        if (micros == batchMicros && partitions != parts) {
            throw new OutputConflictException(options.name() + ": the batch of " + Micros.inWords(micros)
                    + " was written in part, in " + partitions + " partitions, and has " + parts
                    + " now; what is written stays as it is. Run it with as many as before, by the parallelism of the"
                    + " program or repartition(" + partitions + ")");
        }
        return micros >= batchMicros;
    }
}
