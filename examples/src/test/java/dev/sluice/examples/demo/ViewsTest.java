package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(new PrintStream(written, false, StandardCharsets.UTF_8), Map.of("LANG", "C.UTF-8"));

    @Test
    void theLiveViewPutsEveryLineInItsPlaceInOneFrame() {
        ScreenLayout layout = new ScreenLayout(Sample.scene(Optional.empty()), false);
        View view = new LiveView(layout, terminal);

        view.show(Sample.none());
        assertThat(text()).startsWith("\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[1;1H Sluice demo");
        written.reset();
        view.show(Sample.many());

        List<String> lines = layout.lines(Sample.many());
        StringBuilder frame = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            frame.append("\u001b[" + (i + 1) + ";1H" + lines.get(i) + "\u001b[K");
        }
        assertThat(text()).isEqualTo(frame.toString());
    }

    @Test
    void theLiveViewClearsWhatIsBelowAShortFrame() {
        new LiveView(new ScreenLayout(Sample.scene(Optional.empty()), false), terminal).show(Sample.none());

        assertThat(text()).endsWith("\u001b[21;1H\u001b[J");
    }

    @Test
    void theLiveViewLeavesTheTerminalAsItWasWithTheLastFrameOnIt() {
        View view = new LiveView(new ScreenLayout(Sample.scene(Optional.empty()), false), terminal);
        view.show(Sample.none());
        written.reset();

        view.end(Sample.none());

        assertThat(text())
                .startsWith("\u001b[?7h\u001b[?25h\u001b[?1049l Sluice demo")
                .doesNotContain("\u001b[K");
    }

    @Test
    void aLiveViewThatShowedNothingHasNothingToRestore() {
        new LiveView(new ScreenLayout(Sample.scene(Optional.empty()), false), terminal).end(Sample.none());

        assertThat(text()).startsWith(" Sluice demo").doesNotContain(ESCAPE);
    }

    @Test
    void thePlainViewIsABlockOfLines() {
        new PlainView(terminal).show(Sample.some(List.of(Sample.SILENT, Sample.HOT), 2));

        assertThat(text()).isEqualTo("""
                01:12  9,993 records/s, 719,500 in all, in 720 batches
                  processing p50 1.20 ms, max 14.2 ms; scheduling delay p50 0.30 ms, max 212 ms
                  light: 479.1 lx on average, from 411.4 (tag-04) to 541.9 (tag-09)
                  alert: 12:00:00  tag-07  is too hot: 35.3 °C
                  alert: 12:00:00  tag-10  has fallen silent
                """);
    }

    @Test
    void thePlainViewShowsEachAlertOnceAndCountsWhatItLeavesOut() {
        View view = new PlainView(terminal);
        view.show(Sample.some(List.of(Sample.HOT), 1));
        written.reset();

        view.end(Sample.some(List.of(Sample.SILENT, Sample.HOT), 2));
        assertThat(text()).contains("tag-10").doesNotContain("tag-07");
        written.reset();

        view.end(Sample.many());
        assertThat(text().lines().filter(line -> line.startsWith("  alert: "))).hasSize(6);
        assertThat(text()).contains("  alert: 999,993 that are not shown");
    }

    @Test
    void aTerminalWithoutUnicodeGetsSimplerCharacters() {
        Terminal simple = new Terminal(new PrintStream(written, false, StandardCharsets.UTF_8), Map.of("LANG", "C"));

        simple.write("▁▂▃▄▅▆▇█ 35 °C");

        assertThat(text()).isEqualTo("_.-~=+*# 35 oC");
    }

    @Test
    void theFirstLocaleThatIsSetDecides() {
        Terminal mixed = new Terminal(
                new PrintStream(written, false, StandardCharsets.UTF_8), Map.of("LC_ALL", "C", "LANG", "en_US.utf8"));

        mixed.write("°");

        assertThat(text()).isEqualTo("o");
    }

    @Test
    void coloursAreLeftOutForWhoAsksForThat() {
        assertThat(terminal.hasColours()).isTrue();
        assertThat(new Terminal(System.out, Map.of("NO_COLOR", "1")).hasColours())
                .isFalse();
    }

    @Test
    void aDumbTerminalIsNotRedrawn() {
        assertThat(new Terminal(System.out, Map.of("TERM", "dumb")).isInteractive())
                .isFalse();
        assertThat(new Terminal(System.out, Map.of()).isInteractive()).isFalse();
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
