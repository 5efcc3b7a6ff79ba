package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.FencedException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes what no run can start from any more. Kept are the newest two sound snapshots and all they reach. As long as
 * the newest is of an earlier run, whoever wrote it may still be writing; so only files of this run are deleted then.
 *
 * <p>Manifests go first, durably, so none is ever there without its data. Done again after a crash it does the rest.
 */
final class Pruning {
    private static final int KEPT = 2;

    private final SnapshotDirectory directory;
    private final int epoch;
    private final Runnable fence;

    Pruning(SnapshotDirectory directory, int epoch, Runnable fence) {
        this.directory = directory;
        this.epoch = epoch;
        this.fence = fence;
    }

    Pruned run() {
        NavigableMap<SnapshotFile, Long> files = directory.files();
        requireNewest(files);
        List<SnapshotFile> manifests = new ArrayList<>();
        SnapshotDirectory.manifests(files).forEach(manifests::add);
        boolean published = !manifests.isEmpty() && manifests.get(0).epoch() == epoch;
        List<Manifest> kept = kept(manifests, published);
        List<SnapshotFile> old =
                published ? manifests.subList(lastKept(manifests, kept) + 1, manifests.size()) : List.of();
        List<SnapshotFile> data =
                new ArrayList<>(SnapshotDirectory.dataOf(files).keySet());
        data.removeAll(reached(kept));
        data.removeIf(file -> !published && file.epoch() < epoch);
        return new Pruned(kept, delete(old, data));
    }

    private void requireNewest(NavigableMap<SnapshotFile, Long> files) {
        for (SnapshotFile file : files.keySet()) {
            if (file.epoch() > epoch) {
                throw new FencedException("'" + directory.path(file) + "' is of epoch " + file.epoch()
                        + ", so another run has taken over from epoch " + epoch + "; nothing was deleted");
            }
        }
    }

    private List<Manifest> kept(List<SnapshotFile> manifests, boolean published) {
        List<Manifest> kept = new ArrayList<>();
        for (SnapshotFile file : manifests) {
            try {
                kept.add(ManifestForm.read(directory, file));
            } catch (CorruptionException damage) {
                if (published && kept.isEmpty()) {
                    throw damage.during("nothing was deleted, since the newest snapshot is not sound");
                }
            }
            if (kept.size() == KEPT) {
                break;
            }
        }
        return kept;
    }

    private static int lastKept(List<SnapshotFile> manifests, List<Manifest> kept) {
        return manifests.indexOf(kept.get(kept.size() - 1).file());
    }

    private static Set<SnapshotFile> reached(List<Manifest> kept) {
        Set<SnapshotFile> reached = new TreeSet<>();
        for (Manifest manifest : kept) {
            reached.addAll(manifest.seals().keySet());
        }
        return reached;
    }

    private List<String> delete(List<SnapshotFile> manifests, List<SnapshotFile> data) {
        fence.run();
        List<String> deleted = new ArrayList<>();
        for (SnapshotFile file : manifests) {
            delete(file, deleted);
        }
        if (!manifests.isEmpty()) {
            directory.storage().syncDirectory(directory.path());
        }
        for (SnapshotFile file : data) {
            delete(file, deleted);
        }
        return deleted;
    }

    private void delete(SnapshotFile file, List<String> deleted) {
        if (directory.storage().delete(directory.path(file))) {
            deleted.add(file.name());
        }
    }
}
