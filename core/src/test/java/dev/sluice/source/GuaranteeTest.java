package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.Durability;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuaranteeTest {
    @Test
    void aSocketIsExactOnceItsRecordsAreInTheLogAndSaysWhatACrashLosesBefore() {
        StreamSource<String> socket = Sources.socketText("localhost", 1);
        assertThat(socket.guarantee(Durability.NONE))
                .isEqualTo(socket.guarantee())
                .startsWith("at most once: the socket cannot redeliver;");
        for (Durability durability : List.of(Durability.PROCESS, Durability.POWER)) {
            assertThat(socket.guarantee(durability))
                    .isEqualTo("at most once up to the log, exactly once after it: the socket cannot redeliver;"
                            + " a crash loses what waits for its batch to begin: one batch interval, more where batches"
                            + " are late");
        }
    }

    @Test
    void whatIsReadByPositionIsExactWithADirectory() {
        for (StreamSource<?> source :
                List.of(Sources.textFiles(Path.of("in")), Sources.generator(1, n -> n), Sources.list(List.of(1), 1))) {
            assertThat(source.guarantee()).startsWith("by position:");
            assertThat(source.guarantee(Durability.PROCESS)).startsWith("exactly once:");
        }
    }

    @Test
    void whatIsInMemoryIsExactFromTheLogOn() {
        for (StreamSource<?> source :
                List.of(Sources.push(new PushSource<Integer>()), Sources.queue(new ArrayDeque<List<Integer>>()))) {
            assertThat(source.guarantee()).startsWith("at most once:");
            assertThat(source.guarantee(Durability.POWER))
                    .startsWith("at most once up to the log, exactly once after it:");
        }
    }

    @Test
    void aSourceThatSaysNothingElseGuaranteesTheSameInEveryRun() {
        StreamSource<Integer> source = new StreamSource.Custom<>("own", "at least once", context -> {
            throw new AssertionError("not opened");
        });
        assertThat(source.guarantee(Durability.POWER)).isEqualTo("at least once");
    }
}
