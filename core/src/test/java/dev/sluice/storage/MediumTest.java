package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediumTest {
    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "ramfs", "TMPFS"})
    void memoryIsNoPlaceForWhatMustSurvive(String type) {
        assertThat(Medium.weakness(type))
                .hasValueSatisfying(text -> assertThat(text).contains("use a directory on a disk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "cifs", "fuse.sshfs"})
    void aServerDecidesOverFilesOfANetwork(String type) {
        assertThat(Medium.weakness(type))
                .hasValueSatisfying(text -> assertThat(text).contains("over a network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "overlay", "apfs", ""})
    void disksAreNotSpokenIllOf(String type) {
        assertThat(Medium.weakness(type)).isEmpty();
    }

    @Test
    void aDirectoryOfThisMachineIsLookedAt(@TempDir Path directory) {
        assertThat(new LocalStorage(directory).weakness())
                .satisfies(found -> found.ifPresent(text -> assertThat(text).startsWith("it is on ")));
    }
}
