package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.engine.EngineSettings;
import dev.sluice.error.InvalidProgramException;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEngineProviderTest {
    private final LocalEngineProvider provider = new LocalEngineProvider();

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(EngineProvider.class)).hasAtLeastOneElementOfType(LocalEngineProvider.class);
    }

    @ParameterizedTest
    @CsvSource({"local, 1", "local[1], 1", "local[3], 3", "local[007], 7", "local[1024], 1024"})
    void theMasterSaysHowManyThreadsCompute(String master, int workers) {
        assertThat(provider.accepts(master)).isTrue();
        try (Engine engine = start(master)) {
            assertThat(engine.defaultParallelism()).isEqualTo(workers);
        }
    }

    @Test
    void aStarAsksForOneThreadPerProcessor() {
        assertThat(LocalMaster.parse("local[*]", 6)).isEqualTo(new LocalMaster(6));
        assertThat(LocalMaster.parse("local[*]", 5_000)).isEqualTo(new LocalMaster(LocalMaster.WORKERS_MAX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local[0]",
                "local[x]",
                "local[]",
                "local[-1]",
                "local[1025]",
                "local[99999999999]",
                "local[2",
                "local[2] "
            })
    void aMalformedMasterIsRefusedWithWhatIsAllowed(String master) {
        assertThat(provider.accepts(master)).isTrue();
        assertThatThrownBy(() -> start(master))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(
                        "master \"" + master + "\" is not understood: allowed are local (one thread), local[n] with n"
                                + " from 1 to 1024, and local[*] (one thread per processor)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://host:7077", "localhost", "yarn", "Local", ""})
    void othersMastersAreLeftToOthers(String master) {
        assertThat(provider.accepts(master)).isFalse();
    }

    private Engine start(String master) {
        return provider.start(new EngineSettings("test", master, false, Map.of()));
    }
}
