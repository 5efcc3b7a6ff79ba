package dev.sluice.conformance.simulation;

import dev.sluice.event.BatchInfo;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.storage.Entry;
import java.util.List;

/**
 * What a recovery costs, in operations of the disk: reading the directory, by its files and their size, and running batches
 * again, by their number and the inputs and outputs that each of them has. It begins at one of the newest two snapshots.
 */
final class RecoveryCost implements StreamingListener {
    private static final int OPENING_MAX = 60;
    private static final int OPENING_PER_FILE_MAX = 20;

    /** A chunk of a snapshot is read in two operations and may be written again; here it has 100 bytes and more. */
    private static final int OPENING_BYTES_PER_OPERATION_MIN = 50;

    private static final int PER_PART_MAX = 60;

    private final World world;
    private final Moment life;
    private final List<Long> snapshots;
    private final int files;
    private final long bytes;
    private long began;
    private long again;
    private long last;

    RecoveryCost(World world, Moment life) {
        this.world = world;
        this.life = life;
        this.files = DamageTrial.files(life.disk()).size();
        this.bytes = DamageTrial.files(life.disk()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        this.snapshots = life.disk().view().list("").stream()
                .map(Entry::name)
                .filter(name -> name.startsWith("snapshot-"))
                .map(name -> Long.parseLong(name.substring(name.lastIndexOf('-') + 1)))
                .sorted()
                .toList();
    }

    @Override
    public void onRecovered(RecoveryReport report) {
        began = life.disk().operations();
        again = report.batchesAgain();
        last = report.settledBatch() + again;
        long forFiles = OPENING_MAX + (long) OPENING_PER_FILE_MAX * files;
        long forBytes = bytes / OPENING_BYTES_PER_OPERATION_MIN;
        require("reading " + files + " files of " + bytes + " bytes", began, forFiles + forBytes);
        if (snapshots.size() > 1 && report.settledBatch() < snapshots.get(snapshots.size() - 2)) {
            world.findings()
                    .add("a recovery began after batch " + report.settledBatch() + ", but there are snapshots after "
                            + snapshots);
        }
    }

    @Override
    public void onBatchCompleted(BatchInfo batch) {
        if (again > 0 && batch.batch().id() == last && batch.failure().isEmpty()) {
            int parts = world.inputs().size()
                    + world.feeds().size()
                    + world.outputs().size();
            long operations = life.disk().operations() - began;
            require("running " + again + " batches again", operations, (long) PER_PART_MAX * parts * again);
        }
    }

    private void require(String what, long operations, long most) {
        if (operations > most) {
            world.findings().add("a recovery took " + operations + " operations for " + what + ", more than " + most);
        }
    }
}
