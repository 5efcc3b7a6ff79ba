package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryStorageTest extends StorageContract {
    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_000));
    private final Storage storage = new InMemoryStorage(clock);

    @Override
    protected Storage storage() {
        return storage;
    }

    @Test
    void aFileIsStampedWithTheTimeOfItsLastAppend() {
        try (AppendFile file = storage.create("log")) {
            clock.advance(Duration.ofSeconds(5));
            file.append(bytes("x"));
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(storage.list("").get(0).modified()).isEqualTo(Instant.ofEpochSecond(1_005));
    }
}
