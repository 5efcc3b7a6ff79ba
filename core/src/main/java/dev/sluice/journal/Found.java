package dev.sluice.journal;

import dev.sluice.log.LogPosition;
import dev.sluice.log.LogReader;
import dev.sluice.snapshot.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a directory.
 *
 * @param manifest the snapshot that a run starts from; null for none
 * @param neededFrom from where on the log belongs to that
 * @param keptFrom from where on the log belongs to the snapshot before, which stands in for that one if it is damaged
 * @param damaged what is wrong with newer snapshots, which the log makes up for
 */
record Found(
        Ledger ledger,
        LogIndex index,
        @Nullable Manifest manifest,
        LogReader log,
        LogPosition neededFrom,
        LogPosition keptFrom,
        List<String> damaged) {}
