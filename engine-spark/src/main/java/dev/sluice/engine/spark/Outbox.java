package dev.sluice.engine.spark;

import dev.sluice.data.KeyValue;
import dev.sluice.plan.Combiner;
import dev.sluice.plan.Origin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What one source partition sends to all targets. Records are combined before they are sent for as long as that pays:
 * where more than every second record of the sample's later half still brings a new key, the rest goes as it is. The
 * choice depends on the records alone, so a task that runs again sends the same. Used by one thread at a time.
 */
final class Outbox {
    /** The records that decide whether combining goes on. */
    static final int SAMPLE = 16_384;

    private final int source;
    private final String engine;
    private final @Nullable Combiner<?, ?> combiner;
    private final Origin origin;
    private final @Nullable Combination[] combined;
    private final @Nullable List<Object>[] plain;
    private boolean combines;
    private int unsampled;
    private int keysOfFirstHalf;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    Outbox(int source, int targets, String engine, @Nullable Combiner<?, ?> combiner, Origin origin) {
        this.source = source;
        this.engine = engine;
        this.combiner = combiner;
        this.origin = origin;
        this.combined = new Combination[targets];
        this.plain = new List[targets];
        this.combines = combiner != null && combiner.mapSide();
        this.unsampled = combines ? SAMPLE + 1 : 0;
    }

    void add(int target, KeyValue<Object, Object> record, int hash) {
        if (unsampled > 0) {
            sample();
        }
        Combiner<?, ?> before = combiner;
        if (!combines || before == null) {
            plain(target).add(record);
            return;
        }
        Combination combination = combined[target];
        if (combination == null) {
            combination = new Combination(before, origin);
            combined[target] = combination;
        }
        combination.add(record, hash);
    }

    private List<Object> plain(int target) {
        List<Object> list = plain[target];
        if (list == null) {
            list = new ArrayList<>();
            plain[target] = list;
        }
        return list;
    }

    private void sample() {
        unsampled--;
        if (unsampled == SAMPLE / 2) {
            keysOfFirstHalf = keys();
        } else if (unsampled == 0) {
            combines = keys() - keysOfFirstHalf <= SAMPLE / 4;
        }
    }

    private int keys() {
        int keys = 0;
        for (Combination combination : combined) {
            keys += combination == null ? 0 : combination.size();
        }
        return keys;
    }

    /** All that is to be sent, with the numbers of the targets. */
    List<Tuple2<Integer, Chunk>> sent() {
        List<Tuple2<Integer, Chunk>> sent = new ArrayList<>();
        for (int target = 0; target < plain.length; target++) {
            Combination combination = combined[target];
            List<Object> list = plain[target];
            int pieces = combination == null ? 0 : send(target, 0, true, combination.records(), sent);
            if (list != null) {
                send(target, pieces, false, list.iterator(), sent);
            }
        }
        return sent;
    }

    private int send(
            int target, int first, boolean areCombined, Iterator<Object> records, List<Tuple2<Integer, Chunk>> sent) {
        int piece = first;
        while (records.hasNext()) {
            List<Object> some = new ArrayList<>();
            while (records.hasNext() && some.size() < Records.PIECE_MAX) {
                some.add(records.next());
            }
            sent.add(
                    Tuple2.apply(target, new Chunk(source, piece++, areCombined, Sample.packed(engine, some, origin))));
        }
        return piece;
    }
}
