package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.source.Sources;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Noise words taken out of crawled pages: each batch is joined with a list that changes while the program runs. */
@Command(name = "clean-words", description = "drops noise words; the list changes meanwhile (transform)")
final class CleanWords implements Callable<Integer> {
    private static final List<String> NOISE = List.of("a", "and", "for", "is", "of", "that", "the", "to");
    private static final List<String> NOISE_LEARNT_LATER = List.of("buy", "now", "click", "here", "free");

    @Mixin
    private RunOptions options;

    /** A crawled page. */
    record Page(String url, String text) implements Serializable {}

    /** Where a word stands. */
    record Place(String url, int index) implements Serializable {}

    /** A word at its place in a page. */
    record Placed(int index, String word) implements Serializable {}

    /** The text of each page without the words that are noise at the time of the batch. */
    static PairDStream<String, String> clean(DStream<Page> pages, NoiseWords noise) {
        return pages.flatMapToPair(CleanWords::words)
                .transformToPair(words -> words.leftOuterJoin(noise.rdd())
                        .filter(word -> word.value().second().isEmpty())
                        .mapValues(place -> place.first()))
                .mapToPair(word ->
                        KeyValue.of(word.value().url(), new Placed(word.value().index(), word.key())))
                .groupByKey()
                .mapValues(CleanWords::text);
    }

    private static List<KeyValue<String, Place>> words(Page page) {
        List<String> words = Words.of(page.text());
        List<KeyValue<String, Place>> placed = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            placed.add(KeyValue.of(words.get(i), new Place(page.url(), i)));
        }
        return placed;
    }

    private static String text(List<Placed> words) {
        return words.stream()
                .sorted(Comparator.comparingInt(Placed::index))
                .map(Placed::word)
                .collect(Collectors.joining(" "));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("clean-words", Duration.ofSeconds(1)).build()) {
            NoiseWords noise = new NoiseWords(ssc, NOISE);
            Queue<String> later = new ArrayDeque<>(NOISE_LEARNT_LATER);
            Bulletin bulletin = new Bulletin();
            DStream<Page> pages = ssc.stream(Sources.generator(2, Samples::page));
            clean(pages, noise).foreachRdd((texts, batch) -> {
                bulletin.post(batch, texts.sortByKey().values().collect());
                if (batch.id() % 3 == 0 && !later.isEmpty()) {
                    noise.add(later.remove());
                    System.out.println("  noise from now on: " + noise);
                }
            });
            return Session.run(ssc, options);
        }
    }
}
