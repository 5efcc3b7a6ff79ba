package dev.sluice.engine.spark;

import dev.sluice.engine.HeldVersion;
import dev.sluice.plan.Stateful;
import dev.sluice.snapshot.CaptureFile;
import dev.sluice.snapshot.CaptureFiles;
import dev.sluice.table.StateCapture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What the driver knows of an operator's state: where each partition is stored, at the committed version, and which group
 * of jobs is making the next. Files that nothing needs any more are deleted. Thread-safe.
 */
final class OperatorVersions {
    private final String operator;
    private final Trash trash;
    private final HeldVersion version;
    private List<StateChain> chains = List.of();
    private final List<List<CaptureFile>> sinceCapture = new ArrayList<>();
    private Set<CaptureFile> captured = Set.of();

    OperatorVersions(String operator, Trash trash) {
        this.operator = operator;
        this.version = new HeldVersion(operator);
        this.trash = trash;
    }

    /** Where the node's partitions start from; from now on the group is making the node's version. */
    synchronized List<StateChain> begin(Stateful<?, ?> node, String group) {
        version.requireNext(node, chains.size());
        version.begin(group);
        return version.number() == 0 ? Collections.nCopies(node.partitions(), StateChain.EMPTY) : chains;
    }

    /** Makes what the partitions wrote the version that is held. */
    synchronized void commit(long committed, List<StateChain> from, List<Written> written) {
        Set<CaptureFile> before = needed();
        List<StateChain> next = new ArrayList<>();
        for (int partition = 0; partition < written.size(); partition++) {
            next.add(from.get(partition).then(written.get(partition)));
        }
        if (!sinceCapture.isEmpty()) {
            for (int partition = 0; partition < written.size(); partition++) {
                sinceCapture.get(partition).add(written.get(partition).changes());
            }
        }
        chains = List.copyOf(next);
        version.commit(committed);
        written.forEach(files -> before.addAll(files.all()));
        discardUnneeded(before);
    }

    /** Forgets what was written for a version that will not be. */
    synchronized void rollback(List<Written> written) {
        written.forEach(files -> files.all().forEach(trash::add));
        version.rollback();
    }

    /** Where partitions are held now, as Spark names places. */
    synchronized List<String> places() {
        return chains.stream().flatMap(chain -> chain.locations().stream()).toList();
    }

    /** The number of partitions, none while there is no version; no group may be writing the next. */
    synchronized int committedPartitions() {
        version.requireNotWritten();
        return chains.size();
    }

    /** What every partition holds, or what changed in it since the last capture. The captures before are not read any more. */
    synchronized List<StateCapture> capture(IntPredicate full, CaptureFiles files) {
        version.requireNotWritten();
        Set<CaptureFile> before = needed();
        List<StateCapture> captures = new ArrayList<>();
        Set<CaptureFile> taken = new HashSet<>();
        for (int partition = 0; partition < chains.size(); partition++) {
            List<CaptureFile> wanted =
                    full.test(partition) ? chains.get(partition).files() : changes(partition);
            captures.add(files.captured(wanted));
            taken.addAll(wanted);
        }
        captured = taken;
        sinceCapture.clear();
        chains.forEach(chain -> sinceCapture.add(new ArrayList<>()));
        discardUnneeded(before);
        return List.copyOf(captures);
    }

    private List<CaptureFile> changes(int partition) {
        if (sinceCapture.isEmpty()) {
            throw new IllegalStateException("the first capture of the state of operator \"" + operator
                    + "\" must be full: what changed is known from then on only");
        }
        return sinceCapture.get(partition);
    }

    /** Only a state without a version may be loaded. */
    synchronized void requireNew() {
        version.requireNone();
    }

    /** Makes loaded states the version that is held, as good as captured. */
    synchronized void load(long loaded, List<StateChain> stored) {
        requireNew();
        chains = List.copyOf(stored);
        version.commit(loaded);
        chains.forEach(chain -> sinceCapture.add(new ArrayList<>()));
    }

    private Set<CaptureFile> needed() {
        Set<CaptureFile> needed = new HashSet<>(captured);
        chains.forEach(chain -> needed.addAll(chain.files()));
        sinceCapture.forEach(needed::addAll);
        return needed;
    }

    private void discardUnneeded(Set<CaptureFile> candidates) {
        candidates.removeAll(needed());
        candidates.forEach(trash::add);
    }

    /** Where files go that nothing needs. */
    @FunctionalInterface
    interface Trash {
        void add(CaptureFile file);
    }
}
