package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordHashTest {
    private static long hash(byte... bytes) {
        return RecordHash.of(bytes, bytes.length);
    }

    private static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** These are in manifests. */
    @ParameterizedTest
    @CsvSource({
        "'', 1ffed35b87a670da",
        "a, bb758d7b848bb728",
        "seven=7, 4347eecdaefd0439",
        "eighteen=18, 2296c9f919bc079",
        "'a line of text that takes several words', 309747eaae101b04"
    })
    void aRecordHasTheSameHashForEver(String record, String hash) {
        assertThat(Long.toHexString(hash(record))).isEqualTo(hash);
    }

    @Test
    void onlyTheFirstBytesCount() {
        assertThat(RecordHash.of("seven=7 and what was there before".getBytes(StandardCharsets.UTF_8), 7))
                .isEqualTo(hash("seven=7"));
    }

    @Test
    void noTwoShortRecordsHaveTheSameHash() {
        Set<Long> hashes = new HashSet<>();
        int records = 0;
        for (int length = 0; length <= 20; length++) {
            hashes.add(hash(new byte[length]));
            records++;
        }
        for (int number = 0; number < 300_000; number++) {
            hashes.add(hash("key-" + number + "=" + number / 7));
            records++;
        }
        assertThat(hashes).hasSize(records);
    }

    @Test
    void twoRecordsHaveASumThatNoOtherTwoHave() {
        long[] hashes = IntStream.range(0, 1000)
                .mapToLong(number -> hash("even=" + 2 * number))
                .toArray();
        long[] sums = IntStream.range(0, hashes.length)
                .boxed()
                .flatMapToLong(
                        first -> Arrays.stream(hashes, first, hashes.length).map(second -> hashes[first] + second))
                .toArray();
        assertThat(LongStream.of(sums).distinct().count()).isEqualTo(sums.length);
    }

    @Test
    void whatAChangeAddsDependsOnTheRecord() {
        long[] changes = Stream.iterate(0, number -> number + 1)
                .limit(10_000)
                .mapToLong(number -> hash("count of " + number + " is 8") - hash("count of " + number + " is 7"))
                .toArray();
        assertThat(LongStream.of(changes).distinct().count()).isEqualTo(changes.length);
    }

    @Test
    void eachBitOfARecordChangesHalfTheBitsOfTheHash() {
        Random random = new Random(1);
        for (int length : new int[] {1, 7, 8, 9, 16, 35}) {
            for (int bit = 0; bit < length * 8; bit++) {
                assertThat(changedBits(random, length, bit))
                        .as("%d of %d", bit, length)
                        .isBetween(28.0, 36.0);
            }
        }
    }

    private static double changedBits(Random random, int length, int bit) {
        int rounds = 500;
        long changed = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] record = new byte[length];
            random.nextBytes(record);
            long before = hash(record);
            record[bit / 8] ^= (byte) (1 << bit % 8);
            changed += Long.bitCount(before ^ hash(record));
        }
        return (double) changed / rounds;
    }
}
