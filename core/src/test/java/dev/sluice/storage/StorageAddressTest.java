package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageAddressTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"%s", "file:%s", "file://%s", "File:///%s"})
    void aPathAndAUriOfThisMachineAreTheSameDirectoryForItsOwner(String form) throws Exception {
        Path directory = temp.resolve("kept");
        Storage storage = new StorageAddress(form.formatted(directory)).open();
        assertThat(directory).doesNotExist();

        storage.createDirectories("");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aUriMayEscapeWhatIsSpecialInIt() {
        new StorageAddress("file://" + temp + "/two%20words").open().createDirectories("");

        assertThat(temp.resolve("two words")).isDirectory();
    }

    @Test
    void aColonBehindOneLetterOrInANameIsOfAPath() {
        new StorageAddress(temp + "/hdfs:orders").open().createDirectories("");

        assertThat(temp.resolve("hdfs:orders")).isDirectory();
        assertThat(new StorageAddress("c:orders").open()).isInstanceOf(LocalStorage.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope://host/orders | nothing on the class path can keep a directory at \"nope://host/orders\";",
                "NOPE:x             | any other scheme one with a StorageProvider for \"nope\"",
                "file:orders        | is no directory of this machine",
                "file://host/orders | write file:///, then the path from the root on",
                "hdfs://host/a b    | is no URI: Illegal character in path; write what is special in it as %XX"
            })
    void whatIsNoDirectoryIsRefusedWithAReason(String address, String reason) {
        assertThatThrownBy(() -> new StorageAddress(address).open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aPathWithANulIsRefused() {
        assertThatThrownBy(() -> new StorageAddress("a\0b").open())
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("cannot be a directory: Nul character not allowed; use another name");
    }
}
