package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.error.CodecException;
import dev.sluice.storage.Values.Box;
import dev.sluice.storage.Values.Chain;
import dev.sluice.storage.Values.Colour;
import dev.sluice.storage.Values.Everything;
import dev.sluice.storage.Values.Reading;
import dev.sluice.storage.Values.Tick;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private final RecordCodec codec = TypeRegistry.defaults().codec();

    @Test
    void nullIsAValue() {
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode(null)))).isNull();
    }

    @Test
    void aChunkKeepsTheOrderAndTheNullsOfItsRecords() {
        List<Object> chunk = Arrays.asList(new Tick(), null, "text", 1L, KeyValue.of("a", 1), null);

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(chunk)))).isEqualTo(chunk);
        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(List.of())))).isEmpty();
    }

    @Test
    void aChunkNamesAClassOnce() {
        List<Object> chunk = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            chunk.add(new Reading("sensor", i, Instant.EPOCH));
        }

        assertThat(codec.encodeAll(chunk).length).isLessThan(40 * chunk.size());
    }

    @Test
    void aSingleValueIsNoChunk() {
        byte[] bytes = codec.encode("one value");

        assertThatThrownBy(() -> codec.decodeAll(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessage("the bytes hold one value, not a chunk of records; read them with decode");
    }

    @Test
    void aChunkOfRecordsWithoutFieldsHasABound() {
        List<Object> most = Collections.nCopies(1 << 16, new Tick());
        List<Object> more = Collections.nCopies((1 << 16) + 1, new Tick());

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(most)))).isEqualTo(most);
        assertThatThrownBy(() -> codec.encodeAll(more))
                .isInstanceOf(CodecException.class)
                .hasMessage("a chunk holds at most 65536 records without fields, but was given 65537;"
                        + " cut it into several");
    }

    @ParameterizedTest
    @MethodSource("smallThings")
    void aChunkOfManySmallThingsCanBeReadBack(Object small) {
        List<Object> chunk = new ArrayList<>(Collections.nCopies(100_000, small));

        assertThat(codec.decodeAll(ByteBuffer.wrap(codec.encodeAll(chunk)))).isEqualTo(chunk);
    }

    static Stream<Object> smallThings() {
        return Stream.of(
                0,
                "",
                true,
                Optional.empty(),
                List.of(),
                Map.of(),
                new ArrayList<>(),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new HashSet<>(),
                Colour.RED,
                new Everything(false, (byte) 0, ' ', (short) 0, 0, 0, 0, 0, null, null),
                KeyValue.of(0, 0),
                new Box<>(null, null));
    }

    @Test
    void aBufferIsReadFromItsPositionToItsLimit() {
        byte[] bytes = codec.encode("text");
        ByteBuffer within = ByteBuffer.allocate(bytes.length + 7);
        within.position(3);
        within.put(bytes);
        within.flip().position(3);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        ByteBuffer readOnly = within.duplicate().asReadOnlyBuffer();

        for (ByteBuffer buffer : List.of(within, direct, readOnly)) {
            assertThat(codec.decode(buffer)).isEqualTo("text");
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }

    @Test
    void bytesBehindTheValueAreRefused() {
        byte[] bytes = Arrays.copyOf(codec.encode("text"), 20);

        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageEndingWith(
                        " bytes follow the value; the length was damaged, or two values were put together");
    }

    @Test
    void bytesOfAnotherOriginAreRefused() {
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("cannot read 3 bytes as values: ")
                .hasMessageEndingWith("; they are damaged, or their classes changed in a way that cannot be followed");
        assertThatThrownBy(() -> codec.decode(ByteBuffer.allocate(0))).isInstanceOf(CodecException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 2_000, 5_000, 9_000})
    void whatIsWrittenDeeplyNestedCanBeRead(int links) {
        Chain back = (Chain) codec.decode(ByteBuffer.wrap(codec.encode(chain(links))));

        int count = 0;
        for (Chain link = back; link != null; link = link.next()) {
            count++;
        }
        assertThat(count).isEqualTo(links);
    }

    @ParameterizedTest
    @ValueSource(ints = {11_000, 50_000, 1_000_000})
    void whatIsNestedTooDeeplyIsNotEvenWritten(int links) {
        assertThatThrownBy(() -> codec.encode(chain(links)))
                .isInstanceOf(CodecException.class)
                .hasMessageEndingWith("it contains itself, or is nested too deeply; store a flat form of it");
    }

    private static Chain chain(int links) {
        Chain chain = null;
        for (int link = 0; link < links; link++) {
            chain = new Chain(link, chain);
        }
        return chain;
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> codec.encode(self))
                .isInstanceOf(CodecException.class)
                .hasMessage("cannot write a value of java.util.ArrayList as bytes: it contains itself,"
                        + " or is nested too deeply; store a flat form of it");
        assertThat(codec.decode(ByteBuffer.wrap(codec.encode("still works")))).isEqualTo("still works");
    }

    @Test
    void anObjectReachedTwiceIsReadBackAsTwo() {
        Reading shared = new Reading("s", 1, Instant.EPOCH);

        Pair<?, ?> back = (Pair<?, ?>) codec.decode(ByteBuffer.wrap(codec.encode(Pair.of(shared, shared))));

        assertThat(back).isEqualTo(Pair.of(shared, shared));
        assertThat(back.first()).isNotSameAs(back.second());
    }

    @Test
    void aStringOfAnUnknownEncodingIsRefused() {
        byte[] bytes = codec.encode("text");
        int header = bytes.length - "text".length() - 1;
        assertThat(bytes[header]).isEqualTo((byte) ("text".length() << 2));
        bytes[header] |= 3;

        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("Unknown coder type 3");
    }

    @Test
    void manyThreadsShareACodec() throws Exception {
        List<Object> values = Stream.of(Values.records(), Values.valuesOfTheJdk(), Values.times(), Values.collections())
                .flatMap(all -> all)
                .toList();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            int start = number * 20;
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 3 * values.size(); i++) {
                            Object value = values.get((start + i) % values.size());
                            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(value))))
                                    .isEqualTo(value);
                        }
                    },
                    task -> new Thread(task).start()));
        }

        for (CompletableFuture<Void> thread : threads) {
            assertThat(thread).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    @Test
    void equalValuesHaveEqualBytesInEveryCodec() {
        Reading reading = new Reading("s1", 1.5, Instant.EPOCH);

        assertThat(TypeRegistry.defaults().codec().encode(reading)).isEqualTo(codec.encode(reading));
    }
}
