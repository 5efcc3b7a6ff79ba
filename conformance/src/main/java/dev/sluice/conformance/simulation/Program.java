package dev.sluice.conformance.simulation;

import java.util.List;

/**
 * What is simulated. Besides its outputs every program writes each of its inputs, as it is, into a database: so the
 * simulation knows what every batch has read.
 */
record Program(String name, List<FeedKind> feeds, List<Written> outputs) {
    /** Where records come from. */
    enum FeedKind {
        /** A source that is read by position. */
        REPLAYABLE,
        /** A receiver whose source sends again what was not acknowledged. */
        RELIABLE,
        /** A queue in memory. */
        LOSSY,
        /** Files that appear in a directory. */
        FILES
    }

    /** Where records go. */
    enum OutputKind {
        /** A database with transactions. */
        TRANSACTIONAL,
        /** A table by key. */
        UPSERTED,
        /** Directories of text files on the disk of the program. */
        FILES,
        /** An action without a key. */
        ACTED
    }

    /** An output of a stream. */
    record Written(Stream stream, OutputKind kind) {}
}
