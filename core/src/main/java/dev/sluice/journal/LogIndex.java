package dev.sluice.journal;

import dev.sluice.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Where in the log the plans and blocks are that are still needed. Not thread-safe. */
final class LogIndex {
    private final TreeMap<Long, Place> plans = new TreeMap<>();
    private final Map<String, NavigableMap<Long, List<BlockPart>>> blocks = new TreeMap<>();

    void plan(long batch, Place place) {
        plans.put(batch, place);
    }

    void part(String input, long block, BlockPart part) {
        NavigableMap<Long, List<BlockPart>> index = blocks.computeIfAbsent(input, unused -> new TreeMap<>());
        if (part.first() == 0) {
            index.put(block, new ArrayList<>(1));
        }
        index.computeIfAbsent(block, unused -> new ArrayList<>(1)).add(part);
    }

    List<BlockPart> parts(String input, long block) {
        List<BlockPart> parts = of(input).get(block);
        if (parts == null) {
            throw new StorageException("block " + block + " of the input \"" + input
                    + "\" is not in the log: it was settled or given up, and nothing may read it any more");
        }
        return List.copyOf(parts);
    }

    void remove(String input, long block) {
        of(input).remove(block);
    }

    /** Batches up to this one are settled; of each input, blocks before the oldest are. */
    void forget(long batch, Map<String, Long> oldestBlocks) {
        plans.headMap(batch, true).clear();
        oldestBlocks.forEach((input, oldest) -> of(input).headMap(oldest, false).clear());
    }

    /** The first place that a start after a batch needs, given the oldest block that it needs of each input. */
    Place neededFrom(long batch, Map<String, Long> oldestBlocks, Place end) {
        Place first = end;
        Map.Entry<Long, Place> plan = plans.higherEntry(batch);
        if (plan != null) {
            first = first.orEarlier(plan.getValue());
        }
        for (Map.Entry<String, Long> oldest : oldestBlocks.entrySet()) {
            Map.Entry<Long, List<BlockPart>> block = of(oldest.getKey()).ceilingEntry(oldest.getValue());
            if (block != null) {
                first = first.orEarlier(block.getValue().get(0).place());
            }
        }
        return first;
    }

    private NavigableMap<Long, List<BlockPart>> of(String input) {
        return blocks.getOrDefault(input, new TreeMap<>());
    }
}
