package dev.sluice.journal;

import dev.sluice.sink.RunId;
import dev.sluice.snapshot.SnapshotWriter;

/** A directory that was taken over. */
record Opened(RunId run, Fence fence, Ledger ledger, LogBook book, Past past, SnapshotWriter snapshots) {}
