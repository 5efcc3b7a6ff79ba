package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Origin;
import dev.sluice.plan.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Puts what was sent to one target in the order of the sources: Spark fetches in whatever order its machines answer, and
 * Sluice promises the order of the partitions.
 */
final class Gathering {
    private static final Comparator<Chunk> BY_SOURCE =
            Comparator.comparingInt(Chunk::source).thenComparingInt(Chunk::piece);

    private Gathering() {}

    static Iterator<Object> records(
            Iterator<Tuple2<Integer, Chunk>> sent, @Nullable Combiner<?, ?> combiner, Origin origin) {
        List<Chunk> chunks = new ArrayList<>();
        sent.forEachRemaining(pair -> chunks.add(pair._2()));
        chunks.sort(BY_SOURCE);
        return combiner == null
                ? new PiecesIterator(chunks.stream().map(Chunk::records).iterator())
                : combined(chunks, new Combination(combiner, origin), origin);
    }

    @SuppressWarnings("unchecked") // a shuffle exchanges pairs
    private static Iterator<Object> combined(List<Chunk> chunks, Combination combination, Origin origin) {
        for (Chunk chunk : chunks) {
            for (Object record : chunk.records().list()) {
                KeyValue<Object, Object> pair = (KeyValue<Object, Object>) record;
                int hash = Placement.hash(pair, origin);
                if (chunk.combined()) {
                    combination.merge(pair, hash);
                } else {
                    combination.add(pair, hash);
                }
            }
        }
        return combination.records();
    }
}
