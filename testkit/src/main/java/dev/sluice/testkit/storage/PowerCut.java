package dev.sluice.testkit.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Copies what a power cut leaves: durable names and those of the others that were kept, and files that may be torn. */
final class PowerCut {
    private final KeptChanges kept;
    private final SplittableRandom random;
    private final Map<SimulatedDirectory, SimulatedDirectory> directories = new HashMap<>();
    private final Map<SimulatedFile, SimulatedFile> tornFiles = new HashMap<>();
    private final ArrayDeque<SimulatedDirectory> toFill = new ArrayDeque<>();
    private final List<String> losses = new ArrayList<>();

    private PowerCut(KeptChanges kept, SplittableRandom random) {
        this.kept = kept;
        this.random = random;
    }

    static Aftermath of(SimulatedDisk disk, KeptChanges kept, SplittableRandom random) {
        PowerCut cut = new PowerCut(kept, random);
        SimulatedDisk left = disk.successor(cut.directory(disk.tree().root()));
        cut.fill();
        return new Aftermath(left, cut.losses);
    }

    private void fill() {
        for (SimulatedDirectory from = toFill.poll(); from != null; from = toFill.poll()) {
            SimulatedDirectory to = directory(from);
            survivors(from).forEach((name, node) -> to.names().put(name, node(name, node)));
            to.durableNames().putAll(to.names());
        }
    }

    private Map<String, SimulatedNode> survivors(SimulatedDirectory directory) {
        if (directory.pending().isEmpty()) {
            return directory.durableNames();
        }
        TreeMap<String, SimulatedNode> names = new TreeMap<>(directory.durableNames());
        for (NameChange change : directory.pending()) {
            if (kept.contains(change)) {
                change.applyTo(names);
            } else {
                losses.add("  lost: " + change);
            }
        }
        return names;
    }

    private SimulatedNode node(String name, SimulatedNode node) {
        if (node instanceof SimulatedDirectory directory) {
            return directory(directory);
        }
        SimulatedFile file = (SimulatedFile) node;
        return file.durable() == file.size() ? file.copy() : tornFiles.computeIfAbsent(file, torn -> tear(name, torn));
    }

    private SimulatedFile tear(String name, SimulatedFile file) {
        Tear tear = Tear.choose(file, random);
        losses.add("  not synced: " + tear.outcome() + " of the last " + (file.size() - file.durable()) + " bytes of '"
                + name + "'");
        return tear.left();
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
}
