package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DataTest {
    @Test
    void theSameRecordsAreMadeEveryTime() {
        assertThat(Data.log(1)).isEqualTo(Data.log(1)).isNotEqualTo(Data.log(0));
        assertThat(Data.text(1)).isEqualTo(Data.text(1)).isNotEqualTo(Data.text(0));
        assertThat(Data.fewKeys(1)).isEqualTo(Data.fewKeys(1)).isNotEqualTo(Data.fewKeys(0));
    }

    @Test
    void aLineOfTheLogHasAHundredCharactersAndOneInAHundredHasTheNeedle() {
        String[] lines = Data.log(0);

        assertThat(Arrays.stream(lines).mapToInt(String::length).distinct()).containsExactly(100);
        assertThat(Arrays.stream(lines)
                        .filter(line -> line.contains(Data.NEEDLE))
                        .count())
                .isBetween(lines.length / 120L, lines.length / 80L);
    }

    @Test
    void aLineOfTextHasTenWordsOfWhichTheCommonestIsOneInTwelve() {
        String[] lines = Data.text(0);
        Map<String, Long> counts = Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        long words = counts.values().stream().mapToLong(count -> count).sum();

        assertThat(words).isEqualTo(lines.length * 10L);
        assertThat(counts).hasSizeBetween(30_000, Data.VOCABULARY);
        assertThat(counts.values().stream().mapToLong(count -> count).max().orElseThrow())
                .isBetween(words / 13, words / 11);
    }

    @Test
    void everyKeyOfTheStateIsThereOnceInEachShare() {
        assertThat(new HashSet<>(Arrays.asList(Data.manyKeys(0)))).hasSize(Data.MANY_KEYS);
        assertThat(new HashSet<>(Arrays.asList(Data.manyKeys(1)))).hasSize(Data.MANY_KEYS);
    }

    @Test
    void eachSideOfTheJoinHasEveryKeyOnceASecond() {
        Set<Long> left = new HashSet<>();
        for (int share = 0; share < Input.SHARES; share++) {
            Arrays.stream(Data.joinSource(share), 0, Data.JOIN_RECORDS)
                    .map(Data::joinKey)
                    .forEach(left::add);
        }
        assertThat(left).hasSize(Data.JOIN_KEYS);
    }
}
