package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.StreamingContext;
import dev.sluice.source.GeneratorSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@code foreachRddWithKey}: a program's own effects, known by a key. */
class KeyOfEffectsTest {
    private final Restarts restarts = new Restarts();
    private final Map<String, List<Long>> table = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private boolean answerIsLost = true;

    @Test
    void aBatchHasTheSameKeyInEveryRunSoWhatIsStoredWithItIsStoredOnce() {
        assertThatThrownBy(() -> restarts.run(1, storing())).hasRootCauseMessage("the answer is lost");
        restarts.run(1, storing());
        assertThat(table.values()).containsExactlyInAnyOrder(List.of(0L, 1L), List.of(2L, 3L));
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0)).matches("restarted-\\w{8}/1-1000/0");
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
    }

    private Consumer<StreamingContext> storing() {
        return ssc -> ssc.directStream("numbers", new GeneratorSource<>(2, n -> n))
                .foreachRddWithKey((rdd, key) -> {
                    keys.add(key.toString());
                    table.putIfAbsent(key.toString(), rdd.collect());
                    if (answerIsLost) {
                        answerIsLost = false;
                        throw new IllegalStateException("the answer is lost");
                    }
                });
    }
}
