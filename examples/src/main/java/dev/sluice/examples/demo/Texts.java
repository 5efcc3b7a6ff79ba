package dev.sluice.examples.demo;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and things as people read them. */
final class Texts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Texts() {}

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A value with as many decimals as it deserves. */
    static String value(double value) {
        String form = Math.abs(value) >= 1_000 ? "%,.1f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, form, value);
        return text.equals("-0.00") ? "0.00" : text;
    }

    static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        String form = millis >= 100 ? "%,.0f ms" : millis >= 10 ? "%.1f ms" : "%.2f ms";
        return String.format(Locale.ROOT, form, millis);
    }

    static String clock(Duration duration) {
        return "%02d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    /** A bar for each number, the highest for the greatest. */
    static String bars(List<Double> numbers) {
        double most = numbers.stream().mapToDouble(n -> n).max().orElse(0);
        return numbers.stream()
                .map(n -> most == 0 ? 0 : (int) Math.round(n / most * (BARS.length() - 1)))
                .map(height -> BARS.substring(height, height + 1))
                .collect(Collectors.joining());
    }

    static String alert(Alert alert) {
        return TIME.format(alert.time()) + "  " + "%-8s".formatted(alert.tag())
                + switch (alert.what()) {
                    case HEARD -> "is heard";
                    case TOO_HOT -> "is too hot: " + value(alert.degrees()) + " °C";
                    case COOLED_DOWN -> "has cooled down to " + value(alert.degrees()) + " °C";
                    case SILENT -> "has fallen silent";
                };
    }
}
