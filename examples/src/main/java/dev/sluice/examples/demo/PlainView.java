package dev.sluice.examples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A block of lines every second, for files and pipes: no codes, nothing is redrawn. */
final class PlainView implements View {
    private static final int ALERTS_MAX = 5;

    private final Terminal terminal;
    private long alertsShown;

    PlainView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void show(Figures figures) {
        List<String> lines = new ArrayList<>();
        stats(figures, lines);
        Sensor.all().stream()
                .filter(figures.spans()::containsKey)
                .forEach(sensor -> lines.add(sensor(sensor, figures.spans().get(sensor))));
        alerts(figures, lines);
        write(lines);
    }

    @Override
    public void end(Figures figures) {
        List<String> lines = new ArrayList<>();
        stats(figures, lines);
        alerts(figures, lines);
        write(lines);
    }

    private void write(List<String> lines) {
        terminal.write(String.join("\n", lines) + "\n");
    }

    private static void stats(Figures figures, List<String> lines) {
        lines.add("%s  %s records/s, %s in all, in %s batches"
                .formatted(
                        Texts.clock(figures.running()),
                        Texts.number(Math.round(figures.rate())),
                        Texts.number(figures.records()),
                        Texts.number(figures.batches())));
        lines.add("  processing p50 %s, max %s; scheduling delay p50 %s, max %s"
                .formatted(
                        Texts.millis(figures.processing().middle()),
                        Texts.millis(figures.processing().longest()),
                        Texts.millis(figures.delay().middle()),
                        Texts.millis(figures.delay().longest())));
    }

    private static String sensor(Sensor sensor, Span span) {
        return "  %s: %s %s on average, from %s (%s) to %s (%s)"
                .formatted(
                        sensor.label(),
                        Texts.value(span.average()),
                        sensor.unit(),
                        Texts.value(span.least()),
                        span.leastTag(),
                        Texts.value(span.most()),
                        span.mostTag());
    }

    private void alerts(Figures figures, List<String> lines) {
        long news = figures.alertsInAll() - alertsShown;
        alertsShown = figures.alertsInAll();
        long shown = Math.min(news, Math.min(ALERTS_MAX, figures.alerts().size()));
        if (news > shown) {
            lines.add("  alert: %s that are not shown".formatted(Texts.number(news - shown)));
        }
        for (int i = (int) shown - 1; i >= 0; i--) {
            lines.add("  alert: " + Texts.alert(figures.alerts().get(i)));
        }
    }
}
