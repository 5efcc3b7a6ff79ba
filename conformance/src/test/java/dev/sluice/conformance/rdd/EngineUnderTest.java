package dev.sluice.conformance.rdd;

import dev.sluice.data.KeyValue;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineProvider;
import dev.sluice.engine.EngineSettings;
import dev.sluice.engine.GroupOptions;
import dev.sluice.engine.JobGroup;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Source;
import dev.sluice.plan.Split;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import dev.sluice.testkit.StreamTester;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Starts one engine for a class of tests and gives every test the context of a batch of its own. */
abstract class EngineUnderTest {
    static final String MASTER = System.getProperty(StreamTester.MASTER_PROPERTY, "local[3]");
    private static final Origin ORIGIN = new Origin("source", "a test");

    static Engine engine;
    private static long batches;

    JobGroup group;
    RddContext context;

    @BeforeAll
    static void startTheEngine() {
        engine = start();
    }

    @AfterAll
    static void closeTheEngine() {
        engine.close();
    }

    @BeforeEach
    void openABatch() {
        batches++;
        group = engine.open(options());
        context = RddContext.ofBatch(engine, group, batches);
    }

    @AfterEach
    void closeTheBatch() {
        context.release();
        group.close();
    }

    static Engine start() {
        return ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.accepts(MASTER))
                .findFirst()
                .orElseThrow()
                .start(new EngineSettings("rdd-tests", MASTER, true, Map.of()));
    }

    static GroupOptions options() {
        return new GroupOptions("rdd-tests batch " + batches, FaultHandler.FAIL);
    }

    static long batch() {
        return batches;
    }

    /** Records laid out in partitions. */
    <T> Rdd<T> rdd(Layout layout, List<T> records) {
        return of(layout.splits(records));
    }

    /** Records in the partitions given. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> Rdd<T> partitions(List<T>... parts) {
        return of(Arrays.stream(parts).map(Split::of).toList());
    }

    <T> Rdd<T> of(List<Split<T>> splits) {
        return of(context, splits);
    }

    static <T> Rdd<T> of(RddContext context, List<Split<T>> splits) {
        return Rdd.of(context, new Source<>(splits, ORIGIN));
    }

    <K, V> PairRdd<K, V> pairs(Layout layout, List<KeyValue<K, V>> records) {
        return PairRdd.of(rdd(layout, records));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <K, V> PairRdd<K, V> pairs(KeyValue<K, V>... records) {
        return pairs(Layout.EVEN, List.of(records));
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    static <K, V> KeyValue<K, V> kv(K key, V value) {
        return KeyValue.of(key, value);
    }
}
