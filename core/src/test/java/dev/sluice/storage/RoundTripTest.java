package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CodecException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Stack;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written comes back as it was. */
class RoundTripTest {
    private final RecordCodec codec = TypeRegistry.defaults().codec();

    @ParameterizedTest
    @MethodSource({
        "dev.sluice.storage.Values#records",
        "dev.sluice.storage.Values#valuesOfTheJdk",
        "dev.sluice.storage.Values#times",
        "dev.sluice.storage.Values#oldTimers",
        "dev.sluice.storage.Values#collections"
    })
    void aValueComesBackEqualAndOfItsClass(Object value) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(value)));

        assertThat(back).isEqualTo(value);
        assertThat(back.getClass()).isEqualTo(value.getClass());
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.storage.Values#arrays")
    void anArrayComesBackWithItsElements(Object array) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(array)));

        assertThat(back.getClass()).isEqualTo(array.getClass());
        assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {array})).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void queuesComeBackWithTheirElements(Collection<?> queue) {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(queue)));

        assertThat(back.getClass()).isEqualTo(queue.getClass());
        assertThat(List.copyOf((Collection<?>) back)).isEqualTo(List.copyOf(queue));
    }

    static Stream<Collection<?>> queuesComeBackWithTheirElements() {
        return Stream.of(
                new ArrayDeque<>(List.of(1, 2)),
                new PriorityQueue<>(List.of(2, 1)),
                new CopyOnWriteArraySet<>(List.of(1, 2)));
    }

    @Test
    void collectionsThatAreViewsComeBackAsCollectionsOfTheirOwn() {
        List<Object> views = List.of(
                List.of(1, 2, 3).subList(1, 3),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
                new ArrayList<>(List.of(1, 2, 3)).subList(1, 1),
                Collections.nCopies(3, "x"));

        for (Object view : views) {
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode(view)))).isEqualTo(view);
        }
    }

    @Test
    void anOrderOfOnesOwnComesBack() {
        Object back = codec.decode(ByteBuffer.wrap(codec.encode(Values.reversed())));

        assertThat(List.copyOf((TreeSet<?>) back)).isEqualTo(List.of(3, 2, 1));
    }

    /** They would believe any length they are told. */
    @ParameterizedTest
    @MethodSource
    void collectionsThatReadThemselvesAreToBeDeclared(Object collection) {
        assertThatThrownBy(() -> codec.encode(collection))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(collection.getClass().getTypeName());
    }

    static Stream<Object> collectionsThatReadThemselvesAreToBeDeclared() {
        return Stream.of(
                new IdentityHashMap<>(),
                new Hashtable<>(),
                new Properties(),
                new Stack<>(),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedDeque<>(),
                new LinkedBlockingDeque<>());
    }
}
