package dev.sluice.benchmarks;

import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The answer that a contender must give, worked out from what it read, by other means than any contender's. */
final class ExpectedAnswer {
    private static final long RATE_OF_NONE = 1;

    private final Workload workload;
    private final Input<Object> input;

    ExpectedAnswer(Workload workload, int slides) {
        this.workload = workload;
        this.input = Inputs.prepare(workload, RATE_OF_NONE, slides);
    }

    /** The records of each source in a second of the data's own time. */
    int recordsOfSecond() {
        return input.unit();
    }

    /**
     * The answer.
     *
     * @param end how many records each source read
     */
    long of(Form form, long end) {
        return switch (workload) {
            case GREP -> lines(end);
            case WORD_COUNT -> totals(words(end), form, word -> Data.mix((String) word));
            case STATE, DURABLE_STATE -> totals(keys(end), form, key -> Data.mix((Long) key) * Data.amount((Long) key));
            case SLIDING -> windows(end / input.unit());
            case SLIDING_MAX -> ExpectedWindows.maxima(input, end / input.unit());
            case ADS, ADS_JSON -> ExpectedWindows.views(input, end / input.unit());
            case SESSIONS -> ExpectedWindows.sessions(input, end / input.unit());
            case JOIN -> pairs(end / input.unit());
            case LATENCY -> totals(numbers(end), form, key -> Data.mix((Long) key));
        };
    }

    private long lines(long end) {
        long[] found = new long[1];
        forEach(end, (line, times) -> found[0] += ((String) line).contains(Data.NEEDLE) ? times : 0);
        return found[0];
    }

    private Map<Object, Long> words(long end) {
        Map<Object, Long> counts = new HashMap<>();
        forEach(end, (line, times) -> {
            for (String word : ((String) line).split(" ")) {
                counts.merge(word, times, Long::sum);
            }
        });
        return counts;
    }

    private Map<Object, Long> keys(long end) {
        Map<Object, Long> counts = new HashMap<>();
        forEach(end, (key, times) -> counts.merge(key, times, Long::sum));
        return counts;
    }

    private static Map<Object, Long> numbers(long end) {
        Map<Object, Long> counts = new HashMap<>();
        for (long number = 0; number < end * Input.SHARES; number++) {
            counts.merge(Data.latencyKey(number), 1L, Long::sum);
        }
        return counts;
    }

    /** All results of a key come to its count, or to 1 + 2 + … + its count, times what the key is worth. */
    private static long totals(Map<Object, Long> counts, Form form, ToLongFunction<Object> worth) {
        long answer = 0;
        for (Map.Entry<Object, Long> each : counts.entrySet()) {
            long count = each.getValue();
            answer += worth.applyAsLong(each.getKey()) * (form == Form.BATCHES ? count : count * (count + 1) / 2);
        }
        return answer;
    }

    /** All seconds have the same records. */
    private long windows(long seconds) {
        Map<Object, Long> inOneSecond = keys(input.unit());
        long answer = 0;
        for (long second = 0; second < seconds; second++) {
            long full = Math.min(second + 1, input.slides());
            for (Map.Entry<Object, Long> each : inOneSecond.entrySet()) {
                answer += Tally.windowed(second, (Long) each.getKey(), each.getValue() * full);
            }
        }
        return answer;
    }

    private long pairs(long seconds) {
        int distinct = input.records(0).length / input.unit();
        long answer = 0;
        for (int second = 0; second < distinct; second++) {
            answer += pairsOf(second) * times(second, seconds, distinct);
        }
        return answer;
    }

    private long pairsOf(int second) {
        Map<Long, List<Long>> left = new HashMap<>();
        for (long record : side(0, second)) {
            left.computeIfAbsent(Data.joinKey(record), unused -> new ArrayList<>())
                    .add(record);
        }
        long answer = 0;
        for (long right : side(1, second)) {
            for (long each : left.getOrDefault(Data.joinKey(right), List.of())) {
                answer += Data.joined(each, right);
            }
        }
        return answer;
    }

    private List<Long> side(int side, int second) {
        List<Long> records = new ArrayList<>();
        for (int share = 0; share < Input.SHARES; share++) {
            Object[] all = input.records(side * Input.SHARES + share);
            for (int record = second * input.unit(); record < (second + 1) * input.unit(); record++) {
                records.add((Long) all[record]);
            }
        }
        return records;
    }

    /** Acts on every prepared record, and on how often it was read. */
    private void forEach(long end, Read action) {
        for (int source = 0; source < input.sources(); source++) {
            Object[] records = input.records(source);
            for (int place = 0; place < records.length; place++) {
                action.accept(records[place], times(place, end, records.length));
            }
        }
    }

    private static long times(int place, long end, int length) {
        return end / length + (place < end % length ? 1 : 0);
    }

    /** Takes a record and how often it was read. */
    private interface Read {
        void accept(Object record, long times);
    }
}
