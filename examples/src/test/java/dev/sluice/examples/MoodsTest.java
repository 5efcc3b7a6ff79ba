package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;
import static dev.sluice.testkit.StreamCheck.kv;

import dev.sluice.examples.Moods.Message;
import dev.sluice.examples.Moods.Mood;
import org.junit.jupiter.api.Test;

class MoodsTest {
    @Test
    void eachMessageHalvesTheMoodBeforeIt() {
        check(
                        batches(
                                batch(new Message("ada", "a great day"), new Message("ada", "it is cold")),
                                batch(new Message("ada", "nice"))),
                        Moods::moods)
                .gives(batch(kv("ada", new Mood(0, 2))), batch(kv("ada", new Mood(1, 3))));
    }

    @Test
    void aMoodStaysWhileItsUserIsSilent() {
        check(batches(batch(new Message("ada", "I love it")), batch(new Message("edsger", "awful"))), Moods::moods)
                .gives(
                        batch(kv("ada", new Mood(2, 1))),
                        batch(kv("ada", new Mood(2, 1)), kv("edsger", new Mood(-2, 1))),
                        batch(kv("ada", new Mood(2, 1)), kv("edsger", new Mood(-2, 1))));
    }
}
