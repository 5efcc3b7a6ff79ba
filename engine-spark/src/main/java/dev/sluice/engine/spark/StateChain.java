package dev.sluice.engine.spark;

import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.table.VersionedState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a partition's state is at one version, as it is stored: a file with everything, then those with what changed.
 *
 * @param files in the order in which they are restored
 * @param version 0 before the first
 * @param head names the attempt that made the version; empty before the first
 * @param location where it is held in memory, as Spark names places; empty where that is not known
 */
record StateChain(List<CaptureFile> files, long version, String head, String location) implements Serializable {
    static final StateChain EMPTY = new StateChain(List.of(), 0, "", "");

    /** What changes may always cost before everything is written anew, in bytes. */
    private static final long CHANGES_MIN = 64 << 10;

    /** A file costs about as much to open as so many bytes to read. */
    private static final long FILE_COST = 4 << 10;

    StateChain {
        files = List.copyOf(files);
    }

    boolean isEmpty() {
        return head.isEmpty();
    }

    List<String> locations() {
        return location.isEmpty() ? List.of() : List.of(location);
    }

    /** The version that a step made of this one. */
    StateChain then(Written written) {
        CaptureFile everything = written.everything();
        if (everything != null) {
            return new StateChain(List.of(everything), everything.version(), written.head(), written.location());
        }
        List<CaptureFile> longer = new ArrayList<>(files);
        if (written.changes().rows() > 0) {
            longer.add(written.changes());
        }
        return new StateChain(longer, written.changes().version(), written.head(), written.location());
    }

    /** Whether what changed since everything was written costs more to read than everything would. */
    boolean isLong() {
        long all = files.isEmpty() ? 0 : files.get(0).bytes();
        long changes =
                files.stream().mapToLong(file -> file.bytes() + FILE_COST).sum() - all;
        return changes > Math.max(all, CHANGES_MIN);
    }

    /** Reads a fresh state. */
    <S extends VersionedState> S restore(S fresh, CaptureFiles from) {
        files.stream().findFirst().ifPresent(all -> fresh.expect(all.rows()));
        files.forEach(file -> from.load(file, fresh::restore));
        fresh.restored();
        return fresh;
    }
}
