package dev.sluice.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a loop written by hand does with several parts: one thread for each, the results put together at the end. */
final class Hand {
    private Hand() {}

    static <T, R> R onThreads(List<List<T>> parts, Function<List<T>, R> work, BinaryOperator<R> together) {
        List<CompletableFuture<R>> others = parts.stream()
                .skip(1)
                .map(part -> CompletableFuture.supplyAsync(() -> work.apply(part)))
                .toList();
        R result = work.apply(parts.get(0));
        for (CompletableFuture<R> other : others) {
            result = together.apply(result, other.join());
        }
        return result;
    }

    /** The sums of both maps, in the first one. */
    static <K> Map<K, Long> added(Map<K, Long> sums, Map<K, Long> more) {
        more.forEach((key, sum) -> sums.merge(key, sum, Long::sum));
        return sums;
    }

    /** A number that the sums of all keys determine, in whatever order they come. */
    static long answer(Map<?, Long> sums) {
        long answer = 0;
        for (Map.Entry<?, Long> sum : sums.entrySet()) {
            answer += term(sum.getKey(), sum.getValue());
        }
        return answer;
    }

    /** What one key adds to {@link #answer}. */
    static long term(Object key, long sum) {
        return (key.hashCode() | 1L) * sum;
    }

    static Map<String, Long> words(List<String> lines) {
        Map<String, Long> counts = new HashMap<>();
        for (String line : lines) {
            for (String word : line.split(" ")) {
                counts.merge(word, 1L, Long::sum);
            }
        }
        return counts;
    }

    static Map<String, Long> sums(List<Visit> visits) {
        Map<String, Long> sums = new HashMap<>();
        for (Visit visit : visits) {
            sums.merge(visit.user(), visit.millis(), Long::sum);
        }
        return sums;
    }

    /** The even visits of each user with the odd ones: each thread takes the users of its own. */
    static long join(List<List<Visit>> parts) {
        List<List<Integer>> threads =
                IntStream.range(0, parts.size()).mapToObj(List::of).toList();
        return onThreads(threads, thread -> join(parts, thread.get(0)), Long::sum);
    }

    private static long join(List<List<Visit>> parts, int thread) {
        Map<String, List<Long>> odd = new HashMap<>();
        for (List<Visit> part : parts) {
            for (Visit visit : part) {
                if (visit.millis % 2 != 0 && Math.floorMod(visit.user.hashCode(), parts.size()) == thread) {
                    odd.computeIfAbsent(visit.user, user -> new ArrayList<>(2)).add(visit.millis);
                }
            }
        }
        long answer = 0;
        for (List<Visit> part : parts) {
            for (Visit visit : part) {
                if (visit.millis % 2 == 0 && Math.floorMod(visit.user.hashCode(), parts.size()) == thread) {
                    for (long other : odd.getOrDefault(visit.user, List.of())) {
                        answer += term(visit.user, visit.millis * other);
                    }
                }
            }
        }
        return answer;
    }

    /** One visit of a user. */
    record Visit(String user, long millis) {}
}
