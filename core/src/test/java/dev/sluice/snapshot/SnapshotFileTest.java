package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data-00000007-0000000000001234",
                "snapshot-00000007-0000000000001234",
                "data-2147483647-9223372036854775807"
            })
    void aFileIsKnownByItsName(String name) {
        assertThat(SnapshotFile.named(name).orElseThrow().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log-00000007-00000001",
                "data-00000007-0000000000001234.tmp",
                ".data-00000007-0000000000001234",
                "data-7-1234",
                "data-0000000007-0000000000001234",
                "data-2147483648-0000000000001234",
                "data-00000007-9223372036854775808",
                "data-0000000७-0000000000001234"
            })
    void anyOtherNameIsForeign(String name) {
        assertThat(SnapshotFile.named(name)).isEmpty();
    }

    @Test
    void aLaterRunIsNewerWhateverTheVersion() {
        assertThat(SnapshotFile.manifest(8, 1)).isGreaterThan(SnapshotFile.manifest(7, 99));
        assertThat(SnapshotFile.manifest(7, 99)).isGreaterThan(SnapshotFile.manifest(7, 98));
    }
}
