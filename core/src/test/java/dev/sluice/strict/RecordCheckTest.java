package dev.sluice.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.storage.Codec;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCheckTest {
    private static final String ORIGIN = "map at Foo.java:12";

    record Frame(String camera, byte[] pixels, Map<String, int[]> marks, Optional<long[]> times) {}

    /** Forgets on the way. */
    static class Forgetful {
        final String kept;
        transient String lost;

        Forgetful(String kept, String lost) {
            this.kept = kept;
            this.lost = lost;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Forgetful that && kept.equals(that.kept) && Objects.equals(lost, that.lost);
        }

        @Override
        public int hashCode() {
            return kept.hashCode();
        }
    }

    static final class Identity {
        int state = 4;
    }

    record Holder(int number, Object held) {}

    private final RecordCheck check = new RecordCheck(TypeRegistry.builder()
            .allow(Forgetful.class, Identity.class)
            .build()
            .codec());

    static Stream<Arguments> soundRecords() {
        Frame frame = new Frame("c", new byte[] {1}, Map.of("m", new int[] {2}), Optional.of(new long[] {3}));
        return Stream.<Object>of(
                        1,
                        "text",
                        frame,
                        List.of(frame, frame),
                        KeyValue.of("k", frame),
                        new int[][] {{1}, {2}},
                        new Object[] {frame, null},
                        List.of(1, 2, 3).subList(0, 2),
                        new ArrayDeque<>(List.of(1, 2)),
                        new PriorityQueue<>(List.of(2, 1)),
                        new AtomicLong(5),
                        new Identity(),
                        new Holder(1, new Identity()),
                        new Holder(1, Set.of(1, 2)),
                        new Holder(1, new HashMap<>(Map.of(1, Optional.empty()))),
                        Arrays.asList(1, null),
                        Double.NaN,
                        Optional.of(frame))
                .map(record -> Arguments.of(record));
    }

    @ParameterizedTest
    @MethodSource("soundRecords")
    void aRecordThatSurvivesComesBackAsACopy(Object record) {
        assertThat(check.roundTrip(record, ORIGIN)).isInstanceOf(Object.class);
    }

    @Test
    void nullSurvives() {
        assertThat(check.roundTrip(null, ORIGIN)).isNull();
    }

    @Test
    void whatComesBackSharesNothing() {
        List<Object> record = new ArrayList<>(List.of("a"));

        Object back = check.roundTrip(record, ORIGIN);

        assertThat(back).isEqualTo(record).isNotSameAs(record);
    }

    @Test
    void aRecordThatCannotBeWrittenIsToldWithItsOrigin() {
        assertThatThrownBy(() -> check.roundTrip(KeyValue.of("k", new StringBuffer().getClass()), ORIGIN))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith(
                        "a record of map at Foo.java:12 cannot be written and read: the class java.lang.Class is neither");
    }

    @Test
    void aRecordThatForgetsIsToldWithoutItsValues() {
        assertDifferent(
                new Forgetful("kept", "secret"), "the dev.sluice.strict.RecordCheckTest$Forgetful is not equal");
        assertDifferent(
                new Holder(1, List.of(1, new Forgetful("kept", "secret"))),
                "component `held` of the dev.sluice.strict.RecordCheckTest$Holder[1] is not equal");
        assertDifferent(
                Map.of("k", new Forgetful("kept", "secret")),
                "a value of the java.util.ImmutableCollections$Map1 is not equal");
        assertDifferent(new Object[] {new Forgetful("kept", "secret")}, "the java.lang.Object[][0] is not equal");
        assertDifferent(
                Set.of(new Forgetful("kept", "secret")), "the java.util.ImmutableCollections$Set12 is not equal");
    }

    @Test
    void whatWasLostOnTheWayIsTold() {
        assertLost(
                new Holder(7, 2),
                "component `held` of the dev.sluice.strict.RecordCheckTest$Holder comes back as a java.lang.String");
        assertLost(new Holder(8, 2), "component `held` of the dev.sluice.strict.RecordCheckTest$Holder is null");
        assertLost(
                new Holder(9, new int[] {1}),
                "component `held` of the dev.sluice.strict.RecordCheckTest$Holder has another length");
        assertLost(
                new Holder(10, Map.of("k", 1)),
                "component `held` of the dev.sluice.strict.RecordCheckTest$Holder has other keys");
        assertLost(
                new Holder(11, null),
                "component `held` of the dev.sluice.strict.RecordCheckTest$Holder is no longer null");
    }

    private void assertDifferent(Object record, String difference) {
        assertTold(check, record, difference);
    }

    /** Reads something else than was written, told by the number. */
    private static void assertLost(Holder record, String difference) {
        Codec<Holder> lossy = new Codec<>() {
            @Override
            public byte[] encode(Holder holder) {
                return new byte[] {(byte) holder.number()};
            }

            @Override
            public Holder decode(ByteBuffer bytes) {
                int number = bytes.get();
                Object held = switch (number) {
                    case 9 -> new int[] {1, 2};
                    case 10 -> Map.of("other", 1);
                    case 7, 11 -> "something";
                    default -> null;
                };
                return new Holder(number, held);
            }
        };
        RecordCheck check = new RecordCheck(
                TypeRegistry.builder().codec(Holder.class, lossy).build().codec());
        assertTold(check, record, difference);
    }

    private static void assertTold(RecordCheck check, Object record, String difference) {
        assertThatThrownBy(() -> check.roundTrip(record, ORIGIN))
                .isInstanceOf(CodecException.class)
                .hasMessage("a record of map at Foo.java:12 is not the same after it was written and read: "
                        + difference + "; make its class a record of plain values, or give it a codec:"
                        + " StreamingContext.builder(…).codec(…)");
    }
}
