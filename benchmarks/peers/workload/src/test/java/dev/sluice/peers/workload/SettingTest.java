package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTest {
    @Test
    void argumentsSayTheSetting() {
        Setting setting = new Setting(
                Workload.LATENCY,
                Duration.ofSeconds(3),
                Duration.ofMillis(2_500),
                50_000,
                600,
                Path.of("some", "where"));

        assertThat(Setting.of(setting.arguments().toArray(String[]::new))).isEqualTo(setting);
    }

    @Test
    void anUnknownWorkloadIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> Workload.of("grap"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no workload 'grap'; there are grep, wordcount, state, durable-state, sliding, "
                        + "sliding-max, ads, ads-json, sessions, join, latency");
    }
}
