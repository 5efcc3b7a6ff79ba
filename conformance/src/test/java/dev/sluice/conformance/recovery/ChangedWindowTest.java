package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.source.GeneratorSource;
import dev.sluice.window.Aggregate;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A program comes back with another window that falls into the same slices, or with other batches. The reference knows
 * when each record came, and which slices the window held when the program changed.
 */
class ChangedWindowTest {
    private static final long CHANGE_MILLIS = 7_000;
    private static final long END_MILLIS = 20_000;
    private static final Aggregate<String, String, String> TEXTS = Aggregate.reducing(String::concat);
    private static final Aggregate<String, String, String> TEXTS_WITH_INVERSE =
            Aggregate.reducing(String::concat, (all, leaving) -> all.substring(leaving.length()));

    private final List<String> seen = new ArrayList<>();

    /** Lengths in ms. */
    private record Form(long length, long slide, long interval) {
        Consumer<StreamingContext> program(Aggregate<String, String, String> texts, List<String> seen) {
            return ssc -> ssc.directStream("numbers", new GeneratorSource<>(2, n -> n))
                    .mapToPair(n -> KeyValue.of("k" + n / 5, n + ","))
                    .aggregateByKey(Window.sliding(Duration.ofMillis(length), Duration.ofMillis(slide)), texts)
                    .id("w")
                    .foreachRdd((rdd, batch) -> seen.add(batch.timeMillis() + " " + new TreeMap<>(rdd.collectAsMap())));
        }
    }

    @ParameterizedTest(name = "{0} ms every {1} ms, then {2} ms every {3} ms in batches of {4} ms")
    @CsvSource({
        "3000, 1000, 6000, 1000, 1000",
        "6000, 1000, 3000, 1000, 1000",
        "6000, 1000, 1000, 1000, 1000",
        "6000, 2000, 4000, 2000, 1000",
        "6000, 2000, 6000, 4000, 1000",
        "4000, 6000, 6000, 2000, 1000",
        "2000, 2000, 8000, 2000, 1000",
        "6000, 2000, 6000, 2000, 500",
        "6000, 2000, 6000, 2000, 2000",
        "6000, 2000, 4000, 2000, 500",
        "3000, 1000, 4000, 1000, 500"
    })
    void aWindowOfTheSameSlicesGoesOnWithWhatItHeld(
            long length, long slide, long newLength, long newSlide, long newInterval) {
        Form before = new Form(length, slide, 1_000);
        Form after = new Form(newLength, newSlide, newInterval);
        for (Aggregate<String, String, String> texts : List.of(TEXTS, TEXTS_WITH_INVERSE)) {
            Restarts restarts = new Restarts();
            seen.clear();
            restarts.run(7, before.program(texts, seen));
            for (long second = CHANGE_MILLIS; second < END_MILLIS; second += 1_000) {
                restarts.run(
                        1,
                        builder -> builder.batchInterval(Duration.ofMillis(newInterval)),
                        after.program(texts, seen));
            }
            assertThat(seen).isEqualTo(expected(before, after));
            assertThat(restarts.report().states())
                    .extracting(StateReport::toString)
                    .anyMatch(state -> state.startsWith("kept \"w\" (aggregateByKey at "));
        }
    }

    /** When each number came, two in a second. */
    private static List<Long> times(Form after) {
        List<Long> times = new ArrayList<>();
        for (long time = 1_000; time <= CHANGE_MILLIS; time += 1_000) {
            times.addAll(List.of(time, time));
        }
        for (long time = (CHANGE_MILLIS / after.interval + 1) * after.interval;
                time <= END_MILLIS;
                time += after.interval) {
            times.addAll(Collections.nCopies((int) (after.interval / 500), time));
        }
        return times;
    }

    private static List<String> expected(Form before, Form after) {
        List<Long> times = times(after);
        List<String> expected = new ArrayList<>();
        long slice = gcd(before.length, before.slide);
        long held = (CHANGE_MILLIS + slice - 1) / slice * slice - before.length;
        for (long now : new TreeSet<>(times)) {
            Form form = now <= CHANGE_MILLIS ? before : after;
            if (now % form.slide == 0) {
                long from = now <= CHANGE_MILLIS ? now - form.length : Math.max(held, now - form.length);
                expected.add(now + " " + content(times, from, now));
            }
        }
        return expected;
    }

    /** What came behind one time and not behind the other. */
    private static TreeMap<String, String> content(List<Long> times, long behind, long until) {
        TreeMap<String, String> content = new TreeMap<>();
        for (int n = 0; n < times.size(); n++) {
            if (times.get(n) > behind && times.get(n) <= until) {
                content.merge("k" + n / 5, n + ",", String::concat);
            }
        }
        return content;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
