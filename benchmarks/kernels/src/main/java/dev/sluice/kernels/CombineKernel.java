package dev.sluice.kernels;

import dev.sluice.data.StableHash;
import dev.sluice.table.KeyedTable;
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

/** One record of a batch whose values are added up by key, in a table that is new in each batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CombineKernel {
    private static final int BATCH = 200_000;

    /** The kind of key. */
    @Param({"Long", "String"})
    public String keys = "";

    /** How many keys there are. */
    @Param({"1000", "100000"})
    public int count;

    private Object[] records = {};

    /** Makes the records. */
    @Setup
    public void fill() {
        records = new Keys(keys, count, BATCH).records();
    }

    /** The table of an exchange. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long keyedTable() throws Exception {
        KeyedTable<Object, Long> table = new KeyedTable<>();
        for (Object key : records) {
            table.merge(key, StableHash.of(key), 1L, Long::sum);
        }
        long[] sum = new long[1];
        table.forEach((key, hash, value) -> sum[0] += value);
        Checked.equal(BATCH, sum[0]);
        return table.size();
    }

    /** A map of the JDK. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long hashMap() {
        Map<Object, Long> map = new HashMap<>();
        for (Object key : records) {
            map.merge(key, 1L, Long::sum);
        }
        long sum = 0;
        for (Long value : map.values()) {
            sum += value;
        }
        Checked.equal(BATCH, sum);
        return map.size();
    }
}
