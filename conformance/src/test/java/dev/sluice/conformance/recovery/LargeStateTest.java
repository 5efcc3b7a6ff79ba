package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Location;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States of which one value takes megabytes, beside small ones. */
class LargeStateTest {
    private final Machine machine = new Machine();

    /** Each key grows by so many bytes in each batch, the key "small" by one; their lengths come out. */
    private static Machine.Definition texts(int bytes) {
        return (StreamingContext context, Location out) -> context.directStream(
                        "numbers", new GeneratorSource<>(2, n -> n))
                .mapToPair(n -> KeyValue.of(n % 2 == 0 ? "large" : "small", n % 2 == 0 ? bytes : 1))
                .<String>updateStateByKey((news, text) -> Optional.of(
                        text.orElse("") + news.stream().map("x"::repeat).reduce("", String::concat)))
                .map(text -> text.key() + "=" + text.value().length())
                .to(Sinks.textFiles(out, "txt"));
    }

    @ParameterizedTest(name = "{0} bytes a batch")
    @ValueSource(ints = {250_000, 4_194_304, 5_000_000})
    void aStateOfLargeValuesGoesOnAfterADeath(int bytes) {
        machine.die(machine.start(texts(bytes)).run(4));
        machine.die(machine.start(texts(bytes)).run(2));
        assertThat(machine.content()).hasSize(6).last().isEqualTo("large=" + 6 * bytes + " small=6");
    }
}
