package dev.sluice.testkit.storage;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Copies a disk as it is, with all that is not durable yet. What cannot change any more is shared. */
final class KilledCopy {
    private final Map<SimulatedDirectory, SimulatedDirectory> directories = new HashMap<>();
    private final Map<SimulatedFile, SimulatedFile> files = new HashMap<>();
    private final Map<NameChange, NameChange> changes = new HashMap<>();
    private final ArrayDeque<SimulatedDirectory> toFill = new ArrayDeque<>();

    private KilledCopy() {}

    static SimulatedDisk of(SimulatedDisk disk) {
        KilledCopy copy = new KilledCopy();
        SimulatedDisk killed = disk.successor(copy.directory(disk.tree().root()));
        copy.fill();
        for (SimulatedDirectory unsettled : disk.unsettled()) {
            killed.unsettled().add(copy.directory(unsettled));
        }
        copy.fill();
        return killed;
    }

    private void fill() {
        for (SimulatedDirectory from = toFill.poll(); from != null; from = toFill.poll()) {
            SimulatedDirectory to = directory(from);
            fill(from.names(), to.names());
            fill(from.durableNames(), to.durableNames());
            for (NameChange change : from.pending()) {
                to.pending().add(change(change));
            }
        }
    }

    private void fill(Map<String, SimulatedNode> from, Map<String, SimulatedNode> to) {
        from.forEach((name, node) -> to.put(name, node(node)));
    }

    private SimulatedNode node(SimulatedNode node) {
        if (node instanceof SimulatedDirectory directory) {
            return directory(directory);
        }
        SimulatedFile file = (SimulatedFile) node;
        return file.isSettled() ? file : files.computeIfAbsent(file, SimulatedFile::copy);
    }

    private SimulatedDirectory directory(SimulatedDirectory directory) {
        SimulatedDirectory copy = directories.get(directory);
        if (copy == null) {
            copy = new SimulatedDirectory(directory.modifiedMillis());
            directories.put(directory, copy);
            toFill.add(directory);
        }
        return copy;
    }

    private NameChange change(NameChange change) {
        NameChange known = changes.get(change);
        if (known != null) {
            return known;
        }
        NameChange copy = change.copyWith(node(change.node()));
        changes.put(change, copy);
        NameChange twin = change.twin();
        if (twin != null) {
            NameChange.pair(copy, change(twin));
        }
        return copy;
    }
}
