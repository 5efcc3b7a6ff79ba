package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Bytes that were written once are read for ever: by every JDK, every Fory and every later Sluice. */
class GoldenBytesTest {
    record Order(UUID id, BigDecimal total, List<Line> lines, Optional<String> note, Status status) {}

    record Line(String article, int count) {}

    enum Status {
        OPEN,
        PAID
    }

    static final class Account {
        String owner = "Ada";
        long[] movements = {1, -2, 3_000_000_000L};
    }

    private static final String WRITTEN =
            "AP8fAP9aCQL/HgAhUC4X23SqDDAEKQyV1JdECJoYJgAeyCMXgFqCABYomBReNtQLoQAUXv8VBGH/HgI/8OmgdygoTD"
                    + "AKMYyV1JdECJqU3RAYgEF0zljI3ocTJLsySnzrojJEFqBgFJc2rQ0kgAgCJjXTIBRwNkpgnSQQNs3TAsAUb/8BAAAA"
                    + "AAAAAAIAAAAAAAAA/84CCB4EL2AghaVfzzwwBDGMldSXRAialN0QGIBCwHFhiGtsJiJWiJJ/SkGiADSJ1GzAFAVGAj"
                    + "NAlkAUFQT/DHRlYQH/FGdy9t9l//8VEGdpZnT/EFBBSUT/bwIEAgTi/x4B/xUEYv8eA/8BAAAAAAAAAAIAAAAAAAAA"
                    + "/84CCB4FBP8MdGVhAf8UZ3L232X//xUQZ2lmdP8QUEFJRP9vAgQCBOL9/9MBAAEV0QRrAQgEAv9qAv0AAgYVAgAAAA"
                    + "R4BAAAAAR5/70BGgYYIOFQRC+4B1AANSQVBqk0L0JzRUjEjZgebWkGCXGkJgABGgebEERBWVMCBQAAAP/PBQBtBwAA"
                    + "AAAAAAAAAAAAmegHAAACHRQAAAAAAAD4P0ZjAAEB/yAIB4CLemWWZQ9wAAAMW1tJAghUBAEAAAAA/x4KMWBHVo75Yl"
                    + "EwBDGMldSXRAialN0QGIBFdM5YyN6HEyS7Mkp86AQnUbNWMdUjCNnIFFY2us0kQBQV/xgBAAAAAAAAAP7/////////"
                    + "AF7QsgAAAAD/DEFkYQ==";

    private static List<Object> records() {
        Order order = new Order(
                new UUID(1, 2),
                new BigDecimal("12.50"),
                List.of(new Line("tea", 2), new Line("größe", -1)),
                Optional.of("gift"),
                Status.PAID);
        return Arrays.asList(
                KeyValue.of("a", order),
                KeyValue.of("b", order),
                null,
                Map.of("k", Set.of(1)),
                new TreeMap<>(Map.of(1L, "x", 2L, "y")),
                new EnumMap<>(Map.of(TimeUnit.DAYS, Duration.ofSeconds(1, 5))),
                List.of(Instant.ofEpochSecond(7), LocalDate.of(2024, 2, 29), 1.5, 'c', true),
                new int[][] {{1}, {}});
    }

    @Test
    void whatWasWrittenOnceIsStillRead() {
        RecordCodec codec = TypeRegistry.builder().allow(Account.class).build().codec();

        List<Object> read = codec.decodeAll(ByteBuffer.wrap(Base64.getDecoder().decode(WRITTEN)));

        assertThat(Arrays.deepEquals(
                        read.subList(0, read.size() - 1).toArray(), records().toArray()))
                .isTrue();
        Account account = (Account) read.get(read.size() - 1);
        assertThat(account.owner).isEqualTo("Ada");
        assertThat(account.movements).containsExactly(1, -2, 3_000_000_000L);
    }

    /** Manifests of object files hold such sums. */
    @Test
    void theSumOfValuesStaysAsItIs() {
        RecordCodec codec = TypeRegistry.defaults().codec();

        long sum = codec.sum(records(), (bytes, length) -> {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, length);
            return checksum.getValue();
        });

        assertThat(sum).isEqualTo(17_821_102_078L);
    }
}
