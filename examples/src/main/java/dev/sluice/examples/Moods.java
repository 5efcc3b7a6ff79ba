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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The mood of each user, which every message of theirs lifts or lowers: state by key. */
@Command(name = "moods", description = "follows the mood of each user (updateStateByKey)")
final class Moods implements Callable<Integer> {
    private static final Map<String, Integer> LEXICON = Map.ofEntries(
            Map.entry("love", 2),
            Map.entry("great", 2),
            Map.entry("happy", 2),
            Map.entry("good", 1),
            Map.entry("nice", 1),
            Map.entry("thanks", 1),
            Map.entry("late", -1),
            Map.entry("cold", -1),
            Map.entry("bad", -1),
            Map.entry("broken", -2),
            Map.entry("awful", -2),
            Map.entry("hate", -2));

    @Mixin
    private RunOptions options;

    /** What a user wrote. */
    record Message(String user, String text) implements Serializable {}

    /** How a user feels: the last messages count most, because every message halves what was before. */
    record Mood(double level, long messages) implements Serializable {
        static final Mood NONE = new Mood(0, 0);

        Mood after(String text) {
            int words = Words.of(text).stream()
                    .mapToInt(word -> LEXICON.getOrDefault(word, 0))
                    .sum();
            return new Mood(level / 2 + words, messages + 1);
        }

        String face() {
            return level > 0.5 ? ":-)" : level < -0.5 ? ":-(" : ":-|";
        }
    }

    /** The moods of all users after each batch. */
    static PairDStream<String, Mood> moods(DStream<Message> messages) {
        return messages.mapToPair(message -> KeyValue.of(message.user(), message.text()))
                .updateStateByKey(Moods::update);
    }

    private static Optional<Mood> update(List<String> texts, Optional<Mood> before) {
        Mood mood = before.orElse(Mood.NONE);
        for (String text : texts) {
            mood = mood.after(text);
        }
        return Optional.of(mood);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (StreamingContext ssc =
                options.context("moods", Duration.ofSeconds(1)).build()) {
            DStream<Message> messages = ssc.stream(Sources.generator(3, Samples::message));
            Bulletin bulletin = new Bulletin();
            moods(messages)
                    .foreachRdd((moods, batch) -> bulletin.post(
                            batch, moods.sortByKey().map(Moods::line).collect()));
            return Session.run(ssc, options);
        }
    }

    private static String line(KeyValue<String, Mood> entry) {
        Mood mood = entry.value();
        return "%-6s %s %+5.1f  messages so far: %d".formatted(entry.key(), mood.face(), mood.level(), mood.messages());
    }
}
