package dev.sluice.kernels;

import dev.sluice.data.StableHash;
import dev.sluice.table.VersionedTable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One update of a state of many keys: a batch is begun, its records counted, and committed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StateKernel {
    private static final int BATCH = 100_000;

    /** The kind of key. */
    @Param({"Long", "String"})
    public String keys = "";

    /** How many keys there are. */
    @Param("1000000")
    public int count;

    private final VersionedTable<Object, Long> table = new VersionedTable<>();
    private final Map<Object, Long> map = new HashMap<>();
    private Object[] records = {};
    private long counted;

    /** Puts every key in. */
    @Setup
    public void fill() {
        Keys made = new Keys(keys, count, BATCH);
        records = made.records();
        table.begin();
        for (Object key : made.all()) {
            table.put(key, StableHash.of(key), 0L);
            map.put(key, 0L);
        }
        table.commit();
    }

    /** A versioned table. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long versionedTable() {
        table.begin();
        for (Object key : records) {
            int hash = StableHash.of(key);
            Long before = table.get(key, hash);
            table.put(key, hash, before == null ? 1 : before + 1);
        }
        table.commit();
        counted += BATCH;
        return table.size();
    }

    /** A map of the JDK, which forgets what was before. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long hashMap() {
        for (Object key : records) {
            map.merge(key, 1L, Long::sum);
        }
        counted += BATCH;
        return map.size();
    }

    /** All that was counted is in one of them. */
    @TearDown
    public void check() {
        long[] sum = new long[1];
        table.iterator().forEachRemaining(entry -> sum[0] += entry.value());
        map.values().forEach(value -> sum[0] += value);
        Checked.equal(counted, sum[0]);
    }
}
