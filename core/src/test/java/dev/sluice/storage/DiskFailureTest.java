package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/x"), Kind.DENIED),
                Arguments.of(new FileNotFoundException("/x (Permission denied)"), Kind.DENIED),
                Arguments.of(new FileNotFoundException("/x (No such file or directory)"), Kind.NOT_FOUND),
                Arguments.of(new FileSystemException("/x", null, "Read-only file system"), Kind.DENIED),
                Arguments.of(new FileSystemException("/x", null, "No space left on device"), Kind.NO_SPACE),
                Arguments.of(new IOException("Disk quota exceeded"), Kind.NO_SPACE),
                Arguments.of(new IOException("There is not enough space on the disk"), Kind.NO_SPACE),
                Arguments.of(new FileSystemException("/x", null, "Too many open files"), Kind.IO),
                Arguments.of(
                        new AtomicMoveNotSupportedException("/x", "/y", "Invalid cross-device link"), Kind.INVALID),
                Arguments.of(new IOException("Input/output error"), Kind.IO),
                Arguments.of(new IOException(), Kind.IO));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureOfTheDiskHasAKind(IOException failure, Kind kind) {
        StorageException told = DiskFailure.of("read", "a/b", failure);

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told).hasMessageStartingWith("cannot read 'a/b': ").hasCause(failure);
    }

    @Test
    void aFailureTellsWhatSurvivesAndWhatToDo() {
        assertThat(DiskFailure.of("append to", "log", new IOException("Input/output error")))
                .hasMessage("cannot append to 'log': Input/output error;"
                        + " what was committed is safe; check the device, then start again");
        assertThat(DiskFailure.of("create", "log", new AccessDeniedException("/log")))
                .hasMessage("cannot create 'log': permission denied;"
                        + " what was committed is safe; let the user of this process read and write here");
    }
}
