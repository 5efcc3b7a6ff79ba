package dev.sluice.kernels;

import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A record as bytes and back, a thousand at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BytesKernel {
    private static final int RECORDS = 1_000;

    private final RecordCodec codec = TypeRegistry.defaults().codec();
    private final List<Order> orders = orders();
    private final ByteBuffer encoded = ByteBuffer.wrap(codec.encodeAll(orders));

    /** What a user might send. */
    public record Order(long id, String customer, String product, int amount, double price) implements Serializable {}

    private static List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            orders.add(new Order(i, "customer-" + i % 97, "product-" + i % 13, i % 7, i * 0.25));
        }
        return orders;
    }

    /** The codec of state, blocks and exchanges between processes. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] encode() {
        return codec.encodeAll(orders);
    }

    /** The same, read back. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public List<Object> decode() {
        List<Object> read = codec.decodeAll(encoded.duplicate());
        Checked.equal(RECORDS, read.size());
        return read;
    }

    /** Serialization of the JDK. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] serialize() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(orders);
        }
        return bytes.toByteArray();
    }
}
