package dev.sluice.testkit.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Chooses which of the changes of names that were not synced survive a power cut. Whatever is chosen brings along what
 * it stands on, so that no disk comes out that no file system would leave.
 */
final class KeptChanges {
    private final boolean ordered;
    private final Map<NameChange, List<NameChange>> grounds = new HashMap<>();
    private final List<NameChange> movedDirectories = new ArrayList<>();
    private final Set<NameChange> kept = new HashSet<>();

    private KeptChanges(boolean ordered) {
        this.ordered = ordered;
    }

    static KeptChanges choose(SimulatedDisk disk, boolean ordered, SplittableRandom random) {
        KeptChanges changes = new KeptChanges(ordered);
        disk.unsettled().forEach(directory -> changes.learn(directory.pending()));
        for (SimulatedDirectory directory : disk.unsettled()) {
            changes.choose(directory.pending(), random);
        }
        return changes;
    }

    boolean contains(NameChange change) {
        return kept.contains(change);
    }

    private void learn(List<NameChange> pending) {
        Map<String, NameChange> latest = new HashMap<>();
        for (int i = 0; i < pending.size(); i++) {
            NameChange change = pending.get(i);
            if (isMovedDirectory(change)) {
                movedDirectories.add(change);
            }
            grounds.put(change, ordered ? pending.subList(Math.max(0, i - 1), i) : ofTheSameNames(change, latest));
        }
    }

    private static List<NameChange> ofTheSameNames(NameChange change, Map<String, NameChange> latest) {
        List<NameChange> earlier = new ArrayList<>(2);
        for (String name : change.names()) {
            NameChange before = latest.put(name, change);
            if (before != null) {
                earlier.add(before);
            }
        }
        return earlier;
    }

    private void choose(List<NameChange> pending, SplittableRandom random) {
        int first = ordered ? random.nextInt(pending.size() + 1) : 0;
        for (int i = 0; i < pending.size(); i++) {
            boolean wanted = ordered ? i < first : random.nextBoolean();
            if (wanted || isForced(pending.get(i))) {
                keep(pending.get(i));
            }
        }
    }

    private boolean isForced(NameChange change) {
        NameChange twin = change.twin();
        return change.isDurable() || (twin != null && twin.isDurable() && isTied(twin));
    }

    private void keep(NameChange chosen) {
        ArrayDeque<NameChange> next = new ArrayDeque<>(List.of(chosen));
        for (NameChange change = next.poll(); change != null; change = next.poll()) {
            if (kept.add(change)) {
                next.addAll(grounds.getOrDefault(change, List.of()));
                next.addAll(tiedTo(change));
            }
        }
    }

    private List<NameChange> tiedTo(NameChange change) {
        List<NameChange> tied = new ArrayList<>();
        NameChange twin = change.twin();
        if (twin != null && isTied(change)) {
            tied.add(twin);
        }
        if (isMovedDirectory(change)) {
            movedDirectories.stream().filter(moved -> moved.isBefore(change)).forEach(tied::add);
        }
        SimulatedDirectory deleted = change.deletedDirectory();
        if (deleted != null) {
            tied.addAll(deleted.pending());
        }
        return tied;
    }

    /** Whether a twin cannot be there alone: an old name goes only once the new one is there. */
    private boolean isTied(NameChange twin) {
        return ordered || twin.added() == null || isMovedDirectory(twin);
    }

    /** Directories move in the order in which they moved, or one might end up within itself. */
    private static boolean isMovedDirectory(NameChange change) {
        return change.twin() != null && change.node() instanceof SimulatedDirectory;
    }
}
