package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does an update of keyed state cost, beside a map and arrays written by hand? */
@Command(
        name = "state",
        description = {
            "Counts random keys in states, without an engine around: one thread, one partition. Time is CPU time of that",
            "thread, so that other programs disturb little; with the collector's, it is that of the process."
        },
        mixinStandardHelpOptions = true)
final class StateKernel implements Callable<Integer> {
    private static final int BATCHES = 10;
    private static final long BEGUN_WITH = 1_000;

    @Option(names = "--keys", description = "Default: ${DEFAULT-VALUE}", defaultValue = "1000000")
    private int keys;

    @Option(names = "--per-batch", description = "Records. Default: ${DEFAULT-VALUE}", defaultValue = "100000")
    private int perBatch;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}", defaultValue = "7")
    private int rounds;

    @Option(names = "--updates", description = "In a round. Default: ${DEFAULT-VALUE}", defaultValue = "4000000")
    private long updates;

    @Option(names = "--only", description = "Contenders whose names contain this.")
    private String only = "";

    @Option(names = "--types", split = ",", description = "Long, String. Default: ${DEFAULT-VALUE}")
    private List<String> types = List.of("Long", "String");

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        System.out.printf("%,d keys, batches of %,d records; medians of %d rounds%n", keys, perBatch, rounds);
        if (types.contains("Long")) {
            Map<String, Supplier<StateContender<Long>>> contenders = contenders();
            contenders.put("arrays of long", StateHands.Columns::new);
            all("Long", number -> number, contenders);
        }
        if (types.contains("String")) {
            all("String", number -> "user-" + Long.toString(number, 36), contenders());
        }
        return 0;
    }

    private static <K> Map<String, Supplier<StateContender<K>>> contenders() {
        Map<String, Supplier<StateContender<K>>> contenders = new LinkedHashMap<>();
        contenders.put("mapWithState", () -> StateSteps.mapWithState(0));
        contenders.put("mapWithState, captured", () -> StateSteps.mapWithState(10));
        contenders.put("mapWithState, timeout", StateSteps::withTimeout);
        contenders.put("updateStateByKey", StateSteps::updateEach);
        contenders.put("updateActiveStateByKey", StateSteps::updateActive);
        contenders.put("HashMap.merge", StateHands.Maps::new);
        return contenders;
    }

    private <K> void all(String type, LongFunction<K> key, Map<String, Supplier<StateContender<K>>> contenders)
            throws Exception {
        for (var contender : contenders.entrySet()) {
            if (contender.getKey().contains(only)) {
                System.out.printf(
                        "%-7s %-24s %s%n",
                        type,
                        contender.getKey(),
                        measure(key, contender.getValue().get()));
            }
        }
    }

    private <K> String measure(LongFunction<K> key, StateContender<K> contender) throws Exception {
        double bytesPerKey = fill(key, contender);
        List<List<?>> batches = batches(key, contender);
        long id = (long) keys / perBatch + 1;
        long done = 0;
        List<Costs> costs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Costs before = Costs.now();
            long until = done + updates;
            while (done < until) {
                contender.batch(++id, batches.get((int) (id % BATCHES)));
                done += perBatch;
            }
            costs.add(Costs.now().since(before, updates));
        }
        requireSum(contender, BEGUN_WITH * keys + done);
        return Costs.medians(costs) + String.format("; %5.1f bytes a key", bytesPerKey);
    }

    /** Puts every key once; gives the bytes that a key takes, itself included. */
    private <K> double fill(LongFunction<K> key, StateContender<K> contender) throws Exception {
        long before = Machine.liveHeap();
        long id = 0;
        for (int from = 0; from < keys; from += perBatch) {
            List<KeyValue<K, Long>> batch = new ArrayList<>();
            for (int number = from; number < Math.min(keys, from + perBatch); number++) {
                batch.add(KeyValue.of(key.apply(spread(number)), BEGUN_WITH));
            }
            contender.batch(++id, contender.prepare(batch));
        }
        return (double) (Machine.liveHeap() - before) / keys;
    }

    private <K> List<List<?>> batches(LongFunction<K> key, StateContender<K> contender) {
        SplittableRandom random = new SplittableRandom(7);
        List<List<?>> batches = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<KeyValue<K, Long>> records = new ArrayList<>();
            for (int record = 0; record < perBatch; record++) {
                records.add(KeyValue.of(key.apply(spread(random.nextInt(keys))), 1L));
            }
            batches.add(contender.prepare(records));
        }
        return batches;
    }

    private static void requireSum(StateContender<?> contender, long expected) throws Exception {
        long sum = contender.sum();
        if (sum != expected) {
            throw new IllegalStateException("wrong answer: the counts add up to " + sum + " instead of " + expected);
        }
    }

    /** Numbers that differ in all bits, and are never 0. */
    private static long spread(long number) {
        return (number + 1) * 2_654_435_761L & 0xFFFF_FFFFFFL;
    }
}
