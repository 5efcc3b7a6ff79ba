package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneTest {
    @Test
    void theWindowIsTenSlidesOfAboutASecondInWholeBatches() {
        assertThat(scene(10, 10_000, 100).slide()).isEqualTo(Duration.ofSeconds(1));
        assertThat(scene(10, 10_000, 300).slide()).isEqualTo(Duration.ofMillis(900));
        assertThat(scene(10, 10_000, 300).window()).isEqualTo(Duration.ofSeconds(9));
        assertThat(scene(10, 10_000, 2_500).slide()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void aTagThatSpeaksSeldomIsNotSilentAtOnce() {
        assertThat(scene(10, 10_000, 100).patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(scene(100, 100, 100).patience()).isEqualTo(Duration.ofSeconds(31));
    }

    private static Scene scene(int tags, int rate, int millis) {
        return Scene.of(new TagField(tags), rate, Duration.ofMillis(millis), Optional.empty());
    }
}
