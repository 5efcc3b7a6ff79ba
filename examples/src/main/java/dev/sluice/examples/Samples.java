package dev.sluice.examples;

import java.util.List;
import java.util.SplittableRandom;

/** Small made-up inputs, so that every program shows something by itself; a number always gives the same. */
final class Samples {
    private static final List<String> USERS = List.of("ada", "edsger", "grace", "john", "margo");
    private static final List<String> MESSAGES = List.of(
            "the coffee is great today",
            "I love this river",
            "the train is late and it is cold",
            "thanks, that was nice of you",
            "my bicycle is broken, awful",
            "on my way home",
            "bad weather, good book",
            "so happy with the new boat");
    private static final List<String> PAGES = List.of(
            "the lock lifts a boat to the next level of the canal",
            "buy now a boat and click here for the river of your dreams",
            "a sluice is a gate that lets the water of a stream pass",
            "click here to buy the best pump now and get the hose free",
            "the stream turns the mill and the mill grinds the corn");
    private static final List<String> WORDS =
            List.of("water", "gate", "lock", "water", "canal", "boat", "water", "mill", "gate", "weir");

    private Samples() {}

    static Moods.Message message(long number) {
        SplittableRandom random = new SplittableRandom(number);
        return new Moods.Message(pick(USERS, random), pick(MESSAGES, random));
    }

    static CleanWords.Page page(long number) {
        return new CleanWords.Page("http://example.org/" + number, pick(PAGES, new SplittableRandom(number)));
    }

    static String word(long number) {
        return pick(WORDS, new SplittableRandom(number));
    }

    static FitnessJoin.Steps steps(long number) {
        return new FitnessJoin.Steps(USERS.get((int) (number % USERS.size())), 2 + number % 3);
    }

    /** One of the users has no route tracker. */
    static FitnessJoin.Way way(long number) {
        return new FitnessJoin.Way(USERS.get((int) (number % (USERS.size() - 1))), 4 + number % 3);
    }

    private static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
