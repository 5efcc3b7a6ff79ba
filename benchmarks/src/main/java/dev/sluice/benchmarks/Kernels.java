package dev.sluice.benchmarks;

import dev.sluice.data.KeyValue;
import dev.sluice.window.Aggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The programs whose operators are measured. */
final class Kernels {
    private static final int PARTS = SteadyLoad.processors();
    private static final long SEED = 7;

    private Kernels() {}

    static List<Kernel<?>> all() {
        return List.of(grep(), arithmetic(), keyedSum(1_000), keyedSum(200_000), aggregates(), join(), wordCount());
    }

    private static Kernel<String> grep() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<String>> lines = parts(100_000, line -> text(random, 100));
        return new Kernel<>(
                "grep, lines of 100 characters",
                lines,
                (stream, answer) ->
                        stream.filter(line -> line.contains("qxz")).foreachRdd(rdd -> answer.accept(rdd.count())),
                parts -> Hand.onThreads(parts, Kernels::grep, Long::sum));
    }

    private static long grep(List<String> lines) {
        long count = 0;
        for (String line : lines) {
            if (line.contains("qxz")) {
                count++;
            }
        }
        return count;
    }

    private static Kernel<Long> arithmetic() {
        return new Kernel<>(
                "map, map, filter of numbers",
                parts(500_000, number -> (long) number),
                (stream, answer) -> stream.map(number -> number * 3)
                        .map(number -> number ^ 0x5555)
                        .filter(number -> (number & 7) != 0)
                        .foreachRdd(rdd -> answer.accept(rdd.count())),
                parts -> Hand.onThreads(parts, Kernels::arithmetic, Long::sum));
    }

    private static long arithmetic(List<Long> numbers) {
        long count = 0;
        for (Long number : numbers) {
            if (((number * 3 ^ 0x5555) & 7) != 0) {
                count++;
            }
        }
        return count;
    }

    private static Kernel<Hand.Visit> keyedSum(int users) {
        SplittableRandom random = new SplittableRandom(SEED);
        String[] names =
                IntStream.range(0, users).mapToObj(user -> "user-" + user).toArray(String[]::new);
        return new Kernel<>(
                String.format("sum of %,d String keys", users),
                parts(200_000, visit -> new Hand.Visit(names[random.nextInt(users)], random.nextInt(1_000))),
                (stream, answer) -> stream.mapToPair(visit -> KeyValue.of(visit.user(), visit.millis()))
                        .reduceByKey(Long::sum)
                        .foreachRdd(rdd -> answer.accept(rdd.map(sum -> Hand.term(sum.key(), sum.value()))
                                .fold(0L, Long::sum))),
                parts -> Hand.answer(Hand.onThreads(parts, Hand::sums, Hand::added)));
    }

    private static Kernel<Hand.Visit> aggregates() {
        int users = 1_000;
        return new Kernel<>(
                "aggregateByKey(sumLong)",
                keyedSum(users).parts(),
                (stream, answer) -> stream.mapToPair(visit -> KeyValue.of(visit.user(), visit))
                        .aggregateByKey(Aggregates.<Hand.Visit>sumLong(Hand.Visit::millis))
                        .foreachRdd(rdd -> answer.accept(rdd.map(sum -> Hand.term(sum.key(), sum.value()))
                                .fold(0L, Long::sum))),
                parts -> Hand.answer(Hand.onThreads(parts, Hand::sums, Hand::added)));
    }

    private static Kernel<Hand.Visit> join() {
        return new Kernel<>(
                "join of halves, 200,000 keys",
                keyedSum(200_000).parts(),
                (stream, answer) -> {
                    var pairs = stream.mapToPair(visit -> KeyValue.of(visit.user(), visit.millis()));
                    pairs.filter(visit -> visit.value() % 2 == 0)
                            .join(pairs.filter(visit -> visit.value() % 2 != 0))
                            .foreachRdd(rdd -> answer.accept(rdd.map(joined -> Hand.term(
                                            joined.key(),
                                            joined.value().first()
                                                    * joined.value().second()))
                                    .fold(0L, Long::sum)));
                },
                Hand::join);
    }

    private static Kernel<String> wordCount() {
        SplittableRandom random = new SplittableRandom(SEED);
        String[] words = IntStream.range(0, 100_000)
                .mapToObj(word -> text(random, 3 + word % 8))
                .toArray(String[]::new);
        return new Kernel<>(
                "word count, lines of 10 words",
                parts(50_000, line -> line(random, words)),
                (stream, answer) -> stream.flatMap(line -> List.of(line.split(" ")))
                        .mapToPair(word -> KeyValue.of(word, 1L))
                        .reduceByKey(Long::sum)
                        .foreachRdd(rdd -> answer.accept(rdd.map(count -> Hand.term(count.key(), count.value()))
                                .fold(0L, Long::sum))),
                parts -> Hand.answer(Hand.onThreads(parts, Hand::words, Hand::added)));
    }

    /** Ten words, those with small numbers more often than others by Zipf's law. */
    private static String line(SplittableRandom random, String[] words) {
        StringBuilder line = new StringBuilder();
        for (int word = 0; word < 10; word++) {
            line.append(word == 0 ? "" : " ").append(words[(int) Math.pow(words.length, random.nextDouble()) - 1]);
        }
        return line.toString();
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static <T> List<List<T>> parts(int size, IntFunction<T> record) {
        List<List<T>> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            List<T> records = new ArrayList<>(size);
            for (int number = 0; number < size; number++) {
                records.add(record.apply(number));
            }
            parts.add(List.copyOf(records));
        }
        return parts;
    }
}
