package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenLayoutTest {
    private static final Optional<Duration> TWO_MINUTES = Optional.of(Duration.ofMinutes(2));
    private static final String COLOUR_CODE = "\u001b\\[[0-9;]*m";

    @Test
    void figuresStandInTheirPlaces() {
        List<String> lines = new ScreenLayout(Sample.scene(TWO_MINUTES), false)
                .lines(Sample.some(List.of(Sample.SILENT, Sample.HOT), 12));

        assertThat(String.join("\n", lines)).isEqualTo("""
                \sSluice demo  10 tags and 100 sensors, as text over TCP          01:12 of 02:00

                 records/s       9,993  ▁▅█
                 batches           720  every 100 ms, 1 waiting; 719,500 records
                 processing    1.20 ms  p50      14.2 ms  max   in the last 10 s
                 scheduling    0.30 ms  p50       212 ms  max   delay from plan to start

                 last 10 s               average           least                most
                 object temperature
                 ambient temperature
                 humidity
                 pressure
                 light                     479.1 lx        411.4 tag-04        541.9 tag-09
                 acceleration x
                 acceleration y
                 acceleration z
                 gyroscope
                 battery

                 alerts 12 so far; too hot from 35 °C to below 33 °C, silent after 3 s
                 12:00:00  tag-10  has fallen silent
                 12:00:00  tag-07  is too hot: 35.3 °C""");
    }

    @Test
    void aRunWithoutALimitSaysHowToEndIt() {
        assertThat(new ScreenLayout(Sample.scene(Optional.empty()), false)
                        .lines(Sample.none())
                        .get(0))
                .hasSize(ScreenLayout.WIDTH)
                .endsWith(" 00:00, Ctrl-C ends");
    }

    @Test
    void thereIsAScreenBeforeTheFirstBatch() {
        assertThat(new ScreenLayout(Sample.scene(TWO_MINUTES), false).lines(Sample.none()))
                .hasSize(20)
                .anyMatch(line -> line.contains("records/s           0"));
    }

    @Test
    void theWidestFiguresFitTheScreen() {
        List<String> lines = new ScreenLayout(Sample.scene(TWO_MINUTES), false).lines(Sample.many());

        assertThat(lines).hasSize(ScreenLayout.HEIGHT).allMatch(line -> line.length() <= ScreenLayout.WIDTH);
    }

    @Test
    void coloursChangeNothingElse() {
        Scene scene = Sample.scene(TWO_MINUTES);
        List<String> coloured = new ScreenLayout(scene, true).lines(Sample.many());

        assertThat(coloured).anyMatch(line -> line.contains("\u001b[1;31m"));
        assertThat(coloured.stream().map(line -> line.replaceAll(COLOUR_CODE, "")))
                .isEqualTo(new ScreenLayout(scene, false).lines(Sample.many()));
    }
}
