package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void aSpreadIsTheMiddleAndTheEnds() {
        assertThat(Spread.of(List.of(3.0, 9.0, 1.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(4.0))).isEqualTo(new Spread(4, 4, 4));
    }

    @Test
    void aPercentileIsWhatItsShareDoesNotExceed() {
        assertThat(Spread.percentile(List.of(4.0, 2.0, 1.0, 3.0), 0.5)).isEqualTo(2);
        assertThat(Spread.percentile(List.of(4.0, 2.0, 1.0, 3.0), 0.99)).isEqualTo(4);
        assertThat(Spread.percentile(List.of(), 0.5)).isZero();
    }

    @Test
    void everyWordOfTheVocabularyComesOnceBeforeAnyComesAgain() {
        Lines lines = new Lines(80);
        List<String> words = LongStream.range(0, 10)
                .mapToObj(lines::line)
                .flatMap(line -> List.of(line.split(" ")).stream())
                .toList();
        assertThat(words).hasSize(80).doesNotHaveDuplicates();
    }
}
