package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import dev.sluice.window.Aggregates;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What does a slide of a window cost, from ten slices to thousands, beside arrays written by hand? */
@Command(
        name = "sliding",
        description = {
            "Slides windows over partial aggregates by key, without an engine around: one thread, one partition. Time is",
            "CPU time of that thread for a slide, so that other programs disturb little.",
            "Dense: every key has something in every slice, and every slide gives all keys. Sparse: so many keys of a large",
            "number do, and nothing is given, as where slides are longer than slices."
        },
        mixinStandardHelpOptions = true)
final class SlidingKernel implements Callable<Integer> {
    private static final int MEASURED = 400;

    @Option(names = "--slices", split = ",", description = "Default: ${DEFAULT-VALUE}", defaultValue = "10,60,600,3600")
    private List<Integer> lengths = List.of();

    @Option(names = "--dense", description = "Keys. Default: ${DEFAULT-VALUE}", defaultValue = "10000")
    private int dense;

    @Option(names = "--sparse", description = "Keys. Default: ${DEFAULT-VALUE}", defaultValue = "1000000")
    private int sparse;

    @Option(names = "--active", description = "Of the sparse keys, in a slice. Default: ${DEFAULT-VALUE}")
    private int active = 10_000;

    @Option(names = "--only", description = "Contenders whose names contain this, for example 'dense max'.")
    private String only = "";

    /** Which keys have something in a slice, and what. */
    private record Input(int keys, int active) {
        /** The partials of a slice: equal for equal numbers, yet objects of their own. */
        List<KeyValue<Long, Long>> partials(long slice) {
            SplittableRandom random = new SplittableRandom(slice);
            List<KeyValue<Long, Long>> partials = new ArrayList<>(active);
            long from = random.nextInt(keys);
            long step = coprime(random.nextInt(keys));
            for (int i = 0; i < active; i++) {
                long key = ((from + i * step) % keys + 1) * 0x9E3779B97F4A7C15L;
                partials.add(KeyValue.of(key, 1_000 + random.nextLong(1_000_000)));
            }
            return partials;
        }

        /** A step that comes to no key twice: the first from here that has no factor in common with their number. */
        private long coprime(int from) {
            BigInteger all = BigInteger.valueOf(keys);
            long step = Math.max(1, from);
            while (!all.gcd(BigInteger.valueOf(step)).equals(BigInteger.ONE)) {
                step++;
            }
            return step;
        }
    }

    @Override
    public Integer call() throws Exception {
        System.out.println(Machine.describe());
        System.out.printf("%d slides are measured once a window is full; microseconds of CPU for a slide%n", MEASURED);
        Map<String, IntFunction<SlidingContender>> contenders = new LinkedHashMap<>();
        contenders.put("count", slices -> new SlidingStep<>(Aggregates.<Long>count(), slices));
        contenders.put("count by hand", SlidingHands.Sums::new);
        contenders.put("max", slices -> new SlidingStep<>(Aggregates.<Long>max(), slices));
        contenders.put("max by hand, recomputed", SlidingHands.Maxima::new);
        for (var contender : contenders.entrySet()) {
            boolean sums = contender.getKey().startsWith("count");
            all("dense " + contender.getKey(), new Input(dense, dense), true, sums, contender.getValue());
            if (!contender.getKey().contains("by hand")) {
                all("sparse " + contender.getKey(), new Input(sparse, active), false, sums, contender.getValue());
            }
        }
        return 0;
    }

    private void all(String name, Input input, boolean gives, boolean sums, IntFunction<SlidingContender> contender)
            throws Exception {
        for (int slices : lengths) {
            if (name.contains(only)) {
                System.out.printf(
                        "%-30s %4d slices %s%n", name, slices, measure(input, gives, sums, slices, contender));
            }
        }
    }

    private static String measure(
            Input input, boolean gives, boolean sums, int slices, IntFunction<SlidingContender> contenders)
            throws Exception {
        long before = Machine.liveHeap();
        SlidingContender contender = contenders.apply(slices);
        long slice = 0;
        while (slice < slices + Math.max(MEASURED, slices / 2)) {
            contender.slide(++slice, input.partials(slice), gives);
        }
        long bytes = Machine.liveHeap() - before;
        long[] nanos = new long[MEASURED];
        for (int slide = 0; slide < MEASURED; slide++) {
            List<KeyValue<Long, Long>> partials = input.partials(++slice);
            long begin = cpuNanos();
            contender.slide(slice, partials, gives);
            nanos[slide] = cpuNanos() - begin;
        }
        requireAnswer(contender, input, slice, slices, sums);
        Arrays.sort(nanos);
        return String.format(
                "median %8.1f, 99th of 100 %8.1f, worst %8.1f; %6.1f bytes a partial, %8.1f a key",
                nanos[MEASURED / 2] / 1e3,
                nanos[MEASURED * 99 / 100] / 1e3,
                nanos[MEASURED - 1] / 1e3,
                (double) bytes / slices / input.active,
                (double) bytes / contender.size());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void requireAnswer(SlidingContender contender, Input input, long last, int slices, boolean sums)
            throws Exception {
        Map<Long, Long> window = new LinkedHashMap<>();
        for (long slice = last - slices + 1; slice <= last; slice++) {
            for (KeyValue<Long, Long> partial : input.partials(slice)) {
                window.merge(partial.key(), partial.value(), sums ? Long::sum : Math::max);
            }
        }
        long expected = 0;
        for (long value : window.values()) {
            expected += value;
        }
        if (contender.sum() != expected || contender.size() != window.size()) {
            throw new IllegalStateException("wrong answer: " + contender.size() + " keys have " + contender.sum()
                    + " instead of " + window.size() + " with " + expected);
        }
    }
}
