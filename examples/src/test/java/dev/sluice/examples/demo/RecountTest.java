package dev.sluice.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run that was right is called so, and each way to be wrong is found. */
class RecountTest {
    private static final int BATCHES = 12;
    private static final int LINES = 100;

    private final Scene scene = Scene.of(new TagField(3), LINES, Duration.ofSeconds(1), Optional.empty());
    private final List<List<String>> batches = batches();
    private final List<List<Alert>> alerts = alerts();
    private final List<Map<Sensor, Span>> spans = spans();

    @Test
    void aRightRunIsCalledSo() {
        Recount recount = recount();

        assertThat(recount.differences()).isEmpty();
        assertThat(recount.text())
                .startsWith("checked 1,200 lines, 12 windows, ")
                .endsWith(" alerts: nothing lost, nothing twice, all as a plain computation gives it");
    }

    @Test
    void aLineThatIsLostIsFound() {
        batches.get(4).remove(7);

        assertThat(recount().differences().get(0)).startsWith("line 408 was sent as 'tag-");
    }

    @Test
    void aLineThatIsThereTwiceIsFound() {
        batches.get(4).add(8, batches.get(4).get(7));

        assertThat(recount().differences().get(0)).startsWith("line 409 was sent as 'tag-");
    }

    @Test
    void anAlertThatIsMissingIsFound() {
        Alert lost = alerts.get(0).remove(0);

        assertThat(recount().differences())
                .singleElement()
                .asString()
                .startsWith("the alerts of 1970-01-01T00:00:01Z are [")
                .contains(" and not ", lost.toString());
    }

    @Test
    void aWindowThatIsWrongIsFound() {
        Span span = spans.get(9).get(Sensor.LIGHT);
        spans.get(9).put(Sensor.LIGHT, new Span(span.sensors(), span.sum() + 0.01, span.least(), "", span.most(), ""));

        assertThat(recount().differences())
                .singleElement()
                .asString()
                .startsWith("the window of 1970-01-01T00:00:10Z is {");
        assertThat(recount().text()).startsWith("NOT RIGHT in 1 places of 1,200 lines");
    }

    @Test
    void aWindowThatIsMissingIsFound() {
        spans.set(5, Map.of());
        assertThat(recount().differences()).singleElement().asString().contains(" is {} and not {");
    }

    @Test
    void aRunThatHeardNothingIsNotRight() {
        assertThat(new Recount(scene).differences()).containsExactly("nothing was heard");
    }

    private Recount recount() {
        Recount recount = new Recount(scene);
        for (int batch = 0; batch < BATCHES; batch++) {
            recount.heard(time(batch), batches.get(batch));
            recount.alerts(time(batch), alerts.get(batch));
            recount.spans(time(batch), spans.get(batch));
        }
        return recount;
    }

    private static Instant time(int batch) {
        return Instant.ofEpochSecond(batch + 1);
    }

    private List<List<String>> batches() {
        TagLines sender = new TagLines(scene.field(), scene.rate());
        List<String> all = new ArrayList<>();
        while (all.size() < BATCHES * LINES) {
            all.addAll(new String(sender.until(Double.MAX_VALUE, LINES), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        }
        List<List<String>> cut = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            cut.add(new ArrayList<>(all.subList(batch * LINES, (batch + 1) * LINES)));
        }
        return cut;
    }

    private List<List<Alert>> alerts() {
        PlainWatch plain = new PlainWatch(scene.patience());
        List<List<Alert>> said = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            said.add(plain.alerts(time(batch), batches.get(batch)));
        }
        return said;
    }

    private List<Map<Sensor, Span>> spans() {
        List<Map<Sensor, Span>> said = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            said.add(new HashMap<>(PlainWatch.spans(batches.subList(Math.max(0, batch - 9), batch + 1).stream()
                    .flatMap(List::stream)
                    .toList())));
        }
        return said;
    }
}
