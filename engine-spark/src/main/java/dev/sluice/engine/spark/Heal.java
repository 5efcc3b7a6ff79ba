package dev.sluice.engine.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Makes copies of blocks that have too few, each in a task on an executor that has it. */
record Heal(List<Share> shares) implements ErrandRdd.Errand<Integer> {
    /**
     * The blocks of one executor.
     *
     * @param copies how many there are to be of each
     */
    record Share(String place, Map<Long, Integer> copies) implements Serializable {}

    /** Where the tasks are to run, in their order. */
    List<List<String>> places() {
        return shares.stream().map(share -> List.of(share.place())).toList();
    }

    /** How many blocks have all their copies now; a task that runs elsewhere has none of them and does nothing. */
    @Override
    public Integer run(int task) {
        int healed = 0;
        for (Map.Entry<Long, Integer> block : shares.get(task).copies().entrySet()) {
            healed += ExecutorStore.copy(block.getKey(), block.getValue()) >= block.getValue() ? 1 : 0;
        }
        return healed;
    }
}
