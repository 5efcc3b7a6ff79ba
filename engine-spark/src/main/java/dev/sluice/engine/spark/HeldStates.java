package dev.sluice.engine.spark;

import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.snapshot.Cell;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The states that this process holds of a run, each as long as its partition keeps coming here. Thread-safe. */
final class HeldStates {
    private static final Map<UUID, HeldStates> RUNS = new ConcurrentHashMap<>();

    private final Map<Cell, HeldState> states = new ConcurrentHashMap<>();
    private final CaptureFiles files;

    private HeldStates(CaptureFiles files) {
        this.files = files;
    }

    /** What this process holds of a run. */
    static HeldStates of(StateFiles files) {
        return RUNS.computeIfAbsent(files.run(), run -> new HeldStates(files.open()));
    }

    /** Of how many runs this process holds something. */
    static int runs() {
        return RUNS.size();
    }

    /** Lets go of all that this process holds of a run. */
    static void forget(UUID run) {
        RUNS.remove(run);
    }

    /** The state of a partition, whatever version of it is held. */
    HeldState of(Cell cell) {
        return states.computeIfAbsent(cell, none -> new HeldState(cell, files));
    }

    /** Lets go of the operator's partitions that are not even at a version which others start from: they went elsewhere. */
    void forgetOlder(String operator, long version) {
        states.entrySet()
                .removeIf(held -> held.getKey().owner().equals(operator)
                        && held.getValue().version() < version);
    }
}
