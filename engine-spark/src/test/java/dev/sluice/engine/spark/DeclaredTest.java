package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineSettings;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.Codec;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclaredTest {
    private static final class Name {
        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    private static class Plain implements Codec<Name> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] encode(Name name) {
            return name.text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Name decode(ByteBuffer bytes) {
            return new Name(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    private static final class Holding extends Plain {
        private static final long serialVersionUID = 1L;

        private final Thread held = Thread.currentThread();

        @Override
        public String toString() {
            return held.getName();
        }
    }

    @Test
    void codecsOfTheProgramGoToExecutors() {
        TypeRegistry read = Declared.read(Declared.written(types(new Plain())));
        Object name = read.codec().decode(ByteBuffer.wrap(read.codec().encode(new Name("a"))));
        assertThat(((Name) name).text).isEqualTo("a");
    }

    @Test
    void aCodecThatCannotBeSentIsRefusedBeforeAnythingRuns() {
        EngineSettings settings =
                new EngineSettings("tests", "spark:local[2]", false, types(new Holding()), null, Map.of());
        assertThatThrownBy(() -> {
                    try (Engine engine = new SparkEngineProvider().start(settings)) {
                        throw new AssertionError(engine + " has started");
                    }
                })
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(
                        "a codec of the program cannot be sent to executors: java.io.NotSerializableException:"
                                + " java.lang.Thread; let what it holds be Serializable, or transient and made when it is needed");
    }

    private static TypeRegistry types(Codec<Name> codec) {
        return TypeRegistry.builder().codec(Name.class, codec).build();
    }
}
