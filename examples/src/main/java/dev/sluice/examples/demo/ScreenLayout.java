package dev.sluice.examples.demo;

import dev.sluice.examples.cli.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of a run as lines for a terminal of 80 by 24. */
final class ScreenLayout {
    static final int WIDTH = 79;
    static final int HEIGHT = 24;

    private static final String STAT = " %-10s %10s  ";
    private static final String COLUMNS = " %-21s %9s %-5s %9s %-9s %9s %-9s";

    private final Scene scene;
    private final boolean colours;

    ScreenLayout(Scene scene, boolean colours) {
        this.scene = scene;
        this.colours = colours;
    }

    /** At most 24 lines of at most 79 characters, besides the codes of their colours. */
    List<String> lines(Figures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(title(figures));
        lines.add("");
        stats(figures, lines);
        lines.add("");
        table(figures.spans(), lines);
        lines.add("");
        lines.add(ink(Ink.STRONG, " alerts ") + ink(Ink.FAINT, rules(figures)));
        figures.alerts().stream()
                .limit(HEIGHT - lines.size())
                .forEach(alert -> lines.add(" " + ink(Ink.of(alert), Texts.alert(alert))));
        return lines;
    }

    private String title(Figures figures) {
        String name = " Sluice demo  ";
        String about = Texts.number(scene.field().tags()) + (scene.field().tags() == 1 ? " tag" : " tags") + " and "
                + Texts.number(scene.field().sensors()) + " sensors, as text over TCP";
        String running = Texts.clock(figures.running());
        String time =
                scene.limit().map(all -> running + " of " + Texts.clock(all)).orElse(running + ", Ctrl-C ends");
        int gap = Math.max(1, WIDTH - name.length() - about.length() - time.length());
        return ink(Ink.STRONG, name) + ink(Ink.FAINT, about + " ".repeat(gap) + time);
    }

    private void stats(Figures figures, List<String> lines) {
        lines.add(STAT.formatted("records/s", Texts.number(Math.round(figures.rate())))
                + ink(Ink.CYAN, Texts.bars(figures.history())));
        lines.add(STAT.formatted("batches", Texts.number(figures.batches()))
                + "every %s, %d waiting; %s records"
                        .formatted(
                                DurationText.of(scene.interval()), figures.waiting(), Texts.number(figures.records())));
        lines.add(times("processing", figures.processing(), "in the last 10 s"));
        lines.add(times("scheduling", figures.delay(), "delay from plan to start"));
    }

    private static String times(String label, Figures.Times times, String note) {
        return STAT.formatted(label, Texts.millis(times.middle()))
                + "p50 %12s  max   %s".formatted(Texts.millis(times.longest()), note);
    }

    private void table(Map<Sensor, Span> spans, List<String> lines) {
        String window = "last " + DurationText.of(scene.window());
        lines.add(ink(
                Ink.STRONG,
                COLUMNS.formatted(window, "average", "", "least", "", "most", "")
                        .stripTrailing()));
        Sensor.all().forEach(sensor -> lines.add(row(sensor, spans)));
    }

    private static String row(Sensor sensor, Map<Sensor, Span> spans) {
        Span span = spans.get(sensor);
        if (span == null) {
            return " " + sensor.label();
        }
        return COLUMNS.formatted(
                        sensor.label(),
                        Texts.value(span.average()),
                        sensor.unit(),
                        Texts.value(span.least()),
                        span.leastTag(),
                        Texts.value(span.most()),
                        span.mostTag())
                .stripTrailing();
    }

    private String rules(Figures figures) {
        return "%s so far; too hot from %.0f °C to below %.0f °C, silent after %s"
                .formatted(
                        Texts.number(figures.alertsInAll()),
                        SensorWatch.TOO_HOT,
                        SensorWatch.COOL,
                        DurationText.of(scene.patience()));
    }

    private String ink(Ink ink, String text) {
        return colours ? ink.on(text) : text;
    }
}
