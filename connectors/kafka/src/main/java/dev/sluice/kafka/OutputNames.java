package dev.sluice.kafka;

import dev.sluice.sink.OutputKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an output of a job is known by at the brokers: the transactional ids of its producers, which are the names of the
 * groups of their marks too.
 *
 * <pre>
 *   sluice-[job]-[output]               who writes: the epoch of the run
 *   sluice-[job]-[output]-[partition]   what was written: the newest batch
 * </pre>
 */
record OutputNames(String job, int output) {
    private static final String PREFIX = "sluice-";

    /**
     * The names of the output of a key.
     *
     * @param sink tells programs of the same name apart, where there is no directory that does
     */
    static OutputNames of(OutputKey key, String sink) {
        return new OutputNames(key.epoch() == 0 ? key.job() + "-" + sink : key.job(), key.output());
    }

    String head() {
        return PREFIX + job + "-" + output;
    }

    String partition(int number) {
        return head() + "-" + number;
    }

    List<String> partitions(int count) {
        return IntStream.range(0, count).mapToObj(this::partition).toList();
    }

    /** Whether a group has the mark of a partition of any output of a job. */
    static boolean isPartition(String group, String job) {
        String prefix = PREFIX + job + "-";
        return group.startsWith(prefix)
                && group.substring(prefix.length())
                                .chars()
                                .filter(each -> each == '-')
                                .count()
                        == 1
                && group.substring(prefix.length()).chars().allMatch(each -> each == '-' || Character.isDigit(each));
    }
}
