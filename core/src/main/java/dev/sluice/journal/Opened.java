package dev.sluice.journal;

import dev.sluice.log.LogPosition;
import dev.sluice.sink.RunId;
import dev.sluice.snapshot.SnapshotWriter;

/**
 * A directory that was taken over.
 *
 * @param neededFrom from where on the log belongs to the snapshot that the run starts from
 */
record Opened(
        RunId run,
        Fence fence,
        Trust trust,
        Ledger ledger,
        LogBook book,
        LogPosition neededFrom,
        Past past,
        SnapshotWriter snapshots) {}
