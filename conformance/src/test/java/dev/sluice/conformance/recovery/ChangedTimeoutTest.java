package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.RecoveryReport.Fate;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.source.GeneratorSource;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States of mapWithState in programs with a timeout and without one. A batch has one number, each a key of its own. */
class ChangedTimeoutTest {
    private final Restarts restarts = new Restarts();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void everyRunButTheFirstWentOnWithTheState() {
        assertThat(restarts.report().states())
                .filteredOn(state -> state.id().equals("numbers by name"))
                .extracting(StateReport::fate)
                .containsExactly(Fate.KEPT);
    }

    @Test
    void keysStoredWithoutTimesCountAsTouchedByTheFirstBatchWithATimeout() {
        restarts.run(3, program(spec -> spec));
        restarts.run(2, timingOut(3));
        restarts.run(2, timingOut(3));
        assertThat(seen).containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6");
        restarts.run(1, timingOut(3));
        assertThat(seen).endsWith("k7", "k0 left with 0", "k1 left with 1", "k2 left with 2", "k3 left with 3");
        restarts.run(1, timingOut(3));
        assertThat(seen).endsWith("k8", "k4 left with 4");
    }

    @Test
    void timesAreDroppedByAProgramWithoutATimeout() {
        restarts.run(2, timingOut(100));
        restarts.run(1, program(spec -> spec));
        restarts.run(2, timingOut(1));
        assertThat(seen).containsExactly("k0", "k1", "k2", "k3", "k4");
        restarts.run(1, timingOut(1));
        assertThat(seen).endsWith("k5", "k0 left with 0", "k1 left with 1", "k2 left with 2", "k3 left with 3");
    }

    @Test
    void timesThatAreStoredHoldForAnotherTimeout() {
        restarts.run(2, timingOut(100));
        restarts.run(1, timingOut(1));
        assertThat(seen).containsExactly("k0", "k1", "k2", "k0 left with 0");
    }

    private Consumer<StreamingContext> timingOut(long seconds) {
        return program(spec -> spec.timeout(Duration.ofSeconds(seconds)));
    }

    private Consumer<StreamingContext> program(UnaryOperator<StateSpec<String, Long, Long, String>> timeout) {
        return ssc -> ssc.directStream("numbers", new GeneratorSource<>(1, n -> n))
                .mapToPair(n -> KeyValue.of("k" + n, n))
                .mapWithState(timeout.apply(StateSpec.<String, Long, Long, String>function(ChangedTimeoutTest::told)
                        .numPartitions(1)))
                .id("numbers by name")
                .foreachRdd(rdd -> seen.addAll(rdd.collect()));
    }

    private static String told(String key, Optional<Long> number, State<Long> state) {
        if (state.isTimingOut()) {
            return key + " left with " + state.get();
        }
        state.update(number.orElseThrow());
        return key;
    }
}
