package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.Input;
import dev.sluice.source.RecordLog;
import dev.sluice.source.Resumption;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a journal keeps of one input, as bytes: the plans of its batches, and its memory at the last snapshot. */
final class JournalModel {
    private static final RecordCodec CODEC = TypeRegistry.defaults().codec();

    private final TreeMap<Long, byte[]> plans = new TreeMap<>();
    private final List<byte[]> memory = new ArrayList<>();
    private final Map<Long, Integer> planned = new HashMap<>();
    final MemoryLog log = new MemoryLog();
    private byte @Nullable [] settledReading;
    private long settled;
    private boolean begun;

    /** The plan of a batch becomes durable, with all that was written before. */
    void plan(long batch, Object reading) {
        log.sync();
        if (reading instanceof LoggedReading logged) {
            logged.splits().forEach(ranges -> ranges.forEach(this::consume));
        }
        plans.put(batch, CODEC.encode(reading));
        begun = true;
    }

    /** Every record of a block is read once, in order. */
    private void consume(RecordLog.Range range) {
        assertThat(range.from()).isEqualTo(planned.getOrDefault(range.block(), 0));
        planned.put(range.block(), range.to());
    }

    /** The state after a batch is stored: no run will read it or any before it again. */
    void snapshot(long batch, @Nullable VersionedState state) {
        if (state != null) {
            state.capture(memory.isEmpty()).forEachChunk(chunk -> memory.add(CODEC.encode(chunk)));
        }
        settledReading = plans.get(batch);
        settled = batch;
        plans.headMap(batch, true).clear();
    }

    /** The last batch that is settled; 0 for none. */
    long settled() {
        return settled;
    }

    /** The last batch that is planned. */
    long last() {
        return plans.isEmpty() ? settled : plans.lastKey();
    }

    /** The records that wait in the log. */
    List<RecordLog.Range> waiting() {
        List<RecordLog.Range> waiting = new ArrayList<>();
        for (RecordLog.Block block : log.blocks()) {
            int from = planned.getOrDefault(block.id(), 0);
            if (from < block.records()) {
                waiting.add(new RecordLog.Range(block.id(), from, block.records()));
            }
        }
        return waiting;
    }

    /** Brings an input to where the journal ends, and gives the batches that are planned to someone. */
    void resume(Input<?> input, BiConsumer<Long, Object> replanned) {
        List<RecordLog.Range> waiting = waiting();
        if (begun || !waiting.isEmpty()) {
            VersionedState state = input.memory();
            if (state != null && !memory.isEmpty()) {
                memory.forEach(chunk -> state.restore((StateChunk) decoded(chunk)));
                state.restored();
            }
            input.resume(new Resumption(settledReading == null ? null : decoded(settledReading), waiting));
        }
        plans.forEach((batch, reading) -> replanned.accept(batch, decoded(reading)));
    }

    private Object decoded(byte[] bytes) {
        Object value = CODEC.decode(ByteBuffer.wrap(bytes));
        assertThat(value).isNotNull();
        return value;
    }
}
