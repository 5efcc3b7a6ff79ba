package dev.sluice.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final long MIB = 1 << 20;

    @Test
    void aCellThatNoSnapshotHasIsWrittenInFull() {
        assertThat(Chain.EMPTY.isFullNext()).isTrue();
    }

    @Test
    void changesAreWrittenAsLongAsTheyCostLessThanAll() {
        assertThat(chain(10 * MIB).isFullNext()).isFalse();
        assertThat(chain(10 * MIB, 9 * MIB).isFullNext()).isFalse();
        assertThat(chain(10 * MIB, 9 * MIB, 2 * MIB).isFullNext()).isTrue();
    }

    @Test
    void aLittleChangeIsAlwaysWrittenAsOne() {
        assertThat(chain(100, 60 << 10).isFullNext()).isFalse();
        assertThat(chain(100, 60 << 10, 5 << 10).isFullNext()).isTrue();
        assertThat(chain(0, 1_000).isFullNext()).isFalse();
    }

    @Test
    void manyTinyChangesCostWhatTheirListingInEachManifestCosts() {
        assertThat(withTinyChanges(10 * MIB, 700).isFullNext()).isFalse();
        assertThat(withTinyChanges(10 * MIB, 900).isFullNext()).isTrue();
    }

    @Test
    void aRollingCellIsNeverWrittenAnew() {
        Chain rolling = new Chain(Collections.nCopies(5_000, extent(MIB, 7)));

        assertThat(rolling.isFullNext()).isFalse();
    }

    @Test
    void whatIsWorthlessLeavesFromTheFront() {
        Chain rolling = new Chain(List.of(extent(1, 10), extent(2, 20), extent(3, 15), extent(4, 30)));

        assertThat(rolling.after(9)).isSameAs(rolling);
        assertThat(rolling.after(10).bytes()).isEqualTo(9);
        assertThat(rolling.after(15).bytes()).isEqualTo(9);
        assertThat(rolling.after(20).bytes()).isEqualTo(4);
        assertThat(rolling.after(30).isEmpty()).isTrue();
    }

    @Test
    void whatHasNoEndNeverLeaves() {
        assertThat(chain(1, 2).after(Long.MAX_VALUE).bytes()).isEqualTo(3);
    }

    private static Chain withTinyChanges(long full, int changes) {
        Stream<Extent> tiny = Collections.nCopies(changes, extent(100, CellCapture.ALWAYS)).stream();
        return new Chain(
                Stream.concat(Stream.of(extent(full, CellCapture.ALWAYS)), tiny).toList());
    }

    private static Chain chain(long... bytes) {
        Chain chain = Chain.EMPTY;
        for (long each : bytes) {
            chain = chain.plus(extent(each, CellCapture.ALWAYS));
        }
        return chain;
    }

    private static Extent extent(long bytes, long until) {
        return new Extent(SnapshotFile.data(1, 1), 0, 1, 1, bytes, 1, 0, until);
    }
}
