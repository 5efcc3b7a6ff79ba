package dev.sluice.conformance.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.Engine;
import dev.sluice.engine.JobGroup;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.OperatorException;
import dev.sluice.rdd.PairRdd;
import dev.sluice.rdd.Rdd;
import dev.sluice.rdd.RddContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Where actions run when data of different contexts is combined. */
class ContextTest extends EngineUnderTest {
    private final RddContext root = RddContext.root(engine, options());

    private Rdd<Integer> in(RddContext home, int... numbers) {
        return of(home, Layout.EVEN.splits(Arrays.stream(numbers).boxed().toList()));
    }

    @Test
    void theBatchWinsOverTheRoot() {
        Rdd<Integer> ofRoot = in(root, 1, 2);
        Rdd<Integer> ofBatch = in(context, 2, 3);
        PairRdd<Integer, Integer> rootPairs = ofRoot.keyBy(n -> n);
        PairRdd<Integer, Integer> batchPairs = ofBatch.keyBy(n -> n);
        assertThat(List.of(
                        ofRoot.union(ofBatch),
                        ofBatch.union(ofRoot),
                        Rdd.union(List.of(ofRoot, ofRoot, ofBatch)),
                        ofRoot.intersection(ofBatch),
                        ofRoot.subtract(ofBatch),
                        ofRoot.cartesian(ofBatch),
                        rootPairs.join(batchPairs),
                        batchPairs.join(rootPairs),
                        rootPairs.cogroup(rootPairs, batchPairs)))
                .allSatisfy(rdd -> assertThat(rdd.context()).isSameAs(context));
        assertThat(rootPairs.join(batchPairs).keys().collect()).containsExactly(2);
    }

    @Test
    void theLaterBatchWins() {
        RddContext next = RddContext.ofBatch(engine, group, batch() + 1);
        assertThat(in(context, 1).union(in(next, 2)).context()).isSameAs(next);
        assertThat(in(next, 1).union(in(context, 2)).context()).isSameAs(next);
    }

    @Test
    void whatIsMadeOfOneRddStaysInItsContext() {
        assertThat(in(context, 1)
                        .map(n -> n)
                        .keyBy(n -> n)
                        .reduceByKey(Integer::sum)
                        .values()
                        .context())
                .isSameAs(context);
        assertThat(in(root, 1).map(n -> n).context()).isSameAs(root);
    }

    @Test
    void actionsOfABatchRunInItsGroup() {
        Rdd<Integer> rdd = in(context, 1, 2);
        assertThat(rdd.count()).isEqualTo(2);
        group.close();
        assertThatThrownBy(rdd::count).hasMessageContaining(group.name());
    }

    @Test
    void everyActionOfTheRootHasAGroupOfItsOwn() {
        Engine.Counter computed = engine.counter("root shuffles");
        PairRdd<Integer, Integer> sums = in(root, 1, 2, 3)
                .mapToPair(n -> {
                    computed.add(1);
                    return kv(n % 2, n);
                })
                .reduceByKey(Integer::sum);
        sums.collect();
        sums.collect();
        assertThat(computed.value()).isEqualTo(6);
    }

    @Test
    void theRootClosesTheGroupsOfItsActionsAndABatchKeepsIts() {
        List<String> closed = new ArrayList<>();
        Engine watched = watching(
                Engine.class,
                engine,
                (method, result) -> method.equals("open")
                        ? watching(JobGroup.class, (JobGroup) result, (call, none) -> {
                            if (call.equals("close")) {
                                closed.add("closed");
                            }
                            return none;
                        })
                        : result);
        Rdd<Integer> ofRoot = in(RddContext.root(watched, options()), 1, 0);
        ofRoot.count();
        assertThat(closed).hasSize(1);
        assertThatThrownBy(() -> ofRoot.map(n -> 1 / n).count()).isInstanceOf(OperatorException.class);
        assertThat(closed).hasSize(2);
        try (JobGroup ofBatch = watched.open(options())) {
            in(RddContext.ofBatch(watched, ofBatch, 1), 1).count();
            assertThat(closed).hasSize(2);
        }
    }

    /** Passes every call on and lets what it returned be replaced. */
    private static <T> T watching(Class<T> type, T target, BiFunction<String, Object, Object> replace) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return replace.apply(method.getName(), method.invoke(target, arguments));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void whatTheRootKeepsOutlivesTheBatch() {
        Engine.Counter computed = engine.counter("kept by the root");
        Rdd<Integer> reference = in(root, 1, 2, 3).map(n -> {
            computed.add(1);
            return n;
        });
        reference.cache();
        for (int batch = 1; batch <= 3; batch++) {
            try (JobGroup batchGroup = engine.open(options())) {
                RddContext home = RddContext.ofBatch(engine, batchGroup, batch);
                assertThat(in(home, 3, 4).intersection(reference).collect()).containsExactly(3);
                home.release();
            }
        }
        assertThat(computed.value()).isEqualTo(3);
        reference.unpersist();
    }

    @Test
    void dataOfTwoEnginesCannotBeCombined() {
        try (Engine other = start()) {
            Rdd<Integer> foreign = in(RddContext.root(other, options()), 1);
            assertThatThrownBy(() -> in(context, 1).union(foreign))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageMatching("union at ContextTest\\.java:\\d+: the data of two streaming contexts cannot be"
                            + " combined; make both in the same context");
        }
    }
}
