package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.storage.Values.Chain;
import dev.sluice.storage.Values.Tick;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum of values, which does not see how they are ordered and divided. */
class RecordSumTest {
    private static final class Undeclared {}

    private final RecordCodec codec = TypeRegistry.defaults().codec();

    private static long hash(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    private long sum(Object... values) {
        return codec.sum(Arrays.asList(values), RecordSumTest::hash);
    }

    @ParameterizedTest
    @MethodSource({
        "dev.sluice.storage.Values#records",
        "dev.sluice.storage.Values#valuesOfTheJdk",
        "dev.sluice.storage.Values#times",
        "dev.sluice.storage.Values#oldTimers",
        "dev.sluice.storage.Values#collections",
        "dev.sluice.storage.Values#arrays"
    })
    void aValueHasTheSameHashWhereverItStandsAndOnceItIsReadBack(Object value) {
        long hash = sum(value);
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(value)));
        assertThat(sum(back)).isEqualTo(hash);
        assertThat(sum(value, value, null, back)).isEqualTo(3 * hash + sum((Object) null));
    }

    @Test
    void orderAndDivisionDoNotCountAndEachValueDoes() {
        Object[] values = {
            KeyValue.of("a", 1), KeyValue.of("b", Optional.of(new Tick())), TimeUnit.MICROSECONDS, new Tick(), null
        };
        long sum = sum(values);
        Collections.reverse(Arrays.asList(values));
        assertThat(sum(values)).isEqualTo(sum);
        assertThat(sum(values[0], values[1], values[2]) + sum(values[3], values[4]))
                .isEqualTo(sum);
        assertThat(sum()).isZero();
        for (Object value : values) {
            assertThat(sum(value)).isNotZero();
        }
    }

    @Test
    void otherValuesHaveOtherBytes() {
        assertThat(List.of(
                        sum(KeyValue.of("a", 1)),
                        sum(KeyValue.of("a", 2)),
                        sum(KeyValue.of("a", 1L)),
                        sum(KeyValue.of(1, "a")),
                        sum(List.of("a", 1)),
                        sum(TimeUnit.MICROSECONDS),
                        sum(TimeUnit.MILLISECONDS)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfTheFieldsOfAClassDoesNotCount() {
        Versions before = Versions.of("record P(int a, String b, long c) {}");
        Versions after = Versions.of("record P(String b, long c, int a) {}");
        assertThat(after.codec().sum(List.of(after.make("P", "seven", 77L, 7)), RecordSumTest::hash))
                .isEqualTo(before.codec().sum(List.of(before.make("P", 7, "seven", 77L)), RecordSumTest::hash));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 9_000})
    void whatIsNestedDeeplyIsSummedToo(int links) {
        Chain chain = null;
        for (int link = 0; link < links; link++) {
            chain = new Chain(link, chain);
        }
        assertThat(sum("first", chain)).isEqualTo(sum("first") + sum(chain));
    }

    @Test
    void whatMayNotBeWrittenIsRefused() {
        assertThatThrownBy(() -> sum("first", new Undeclared()))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Undeclared is neither a record, an enum nor a value of the JDK");
        assertThat(sum("still works")).isNotZero();
    }
}
