package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Files.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.LocalStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planned faults in front of a real disk. */
class FaultyStorageTest {
    @TempDir
    private Path directory;

    private LocalStorage disk;
    private FaultyStorage storage;

    @BeforeEach
    void open() {
        disk = new LocalStorage(directory);
        storage = new FaultyStorage(disk);
    }

    @Test
    void operationsAreCountedWrittenDownAndShown() throws Exception {
        List<String> seen = new ArrayList<>();
        storage.observe(step -> seen.add(step.toString()));

        storage.createDirectories("d");
        try (AppendFile file = storage.create("d/log")) {
            file.append(bytes("ab"));
            file.sync();
        }
        storage.rename("d/log", "log");
        storage.syncDirectory("d");
        storage.putIfAbsent("epoch", new byte[1]);
        storage.putIfAbsent("epoch", new byte[1]);
        storage.list("");
        storage.read("log", 0, 1);
        storage.open("log");
        storage.exists("x");
        storage.delete("log");

        assertThat(storage.journal())
                .isEqualTo(seen)
                .containsExactly(
                        "1 make directory d",
                        "2 create d/log",
                        "3 append d/log (2 bytes)",
                        "4 sync d/log",
                        "5 close d/log",
                        "6 rename d/log -> log",
                        "7 sync directory d",
                        "8 put write epoch (1 bytes)",
                        "9 put name epoch",
                        "10 put sync epoch",
                        "11 put write epoch (1 bytes)",
                        "12 put name epoch",
                        "13 list /",
                        "14 read log",
                        "15 open log",
                        "16 exists x",
                        "17 delete log");
        assertThat(storage.operations()).isEqualTo(17);
        assertThat(storage.openFiles()).containsExactly("log");
    }

    @Test
    void whatFailsDoesNotReachTheDiskButForHalfOfAnAppend() {
        storage.inject(Fault.failFrom(Failure.NO_SPACE, 2).under("log"));
        storage.putIfAbsent("epoch", bytes("7").array());
        storage.createDirectories("d");
        AppendFile other = storage.create("other");
        other.append(bytes("abcd"));
        other.close();

        assertThatThrownBy(() -> storage.create("log")).hasMessageStartingWith("cannot create 'log': No space left");
        storage.clearFaults();
        AppendFile log = storage.create("log");
        storage.inject(Fault.fail(Failure.IO, 1));
        assertThatThrownBy(() -> log.append(bytes("abcd"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(log::sync).hasMessageContaining("it failed before");
        assertThatThrownBy(log::close).hasMessageContaining("it failed before");

        assertThat(Files.all(disk)).hasToString("{d/=, epoch=7, log=ab, other=abcd}");
    }

    @Test
    void aLostReplyAndADeathLeaveWhatTookEffect() {
        storage.inject(Fault.fail(Failure.LOST_REPLY, 1));
        assertThatThrownBy(() -> storage.putIfAbsent("epoch", bytes("7").array()))
                .isInstanceOf(StorageException.class);

        storage.inject(Fault.crashAfter(1).only(Operation.RENAME));
        assertThatThrownBy(() -> storage.rename("epoch", "era"))
                .isInstanceOf(Crash.class)
                .hasMessage("crash after operation 4 rename epoch -> era");
        assertThatThrownBy(() -> storage.exists("era")).isInstanceOf(Crash.class);

        assertThat(Files.all(disk)).hasToString("{era=7}");
    }
}
