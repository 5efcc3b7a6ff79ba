package dev.sluice.table;

import java.util.function.Consumer;

/**
 * What a state was at one version, or what had changed until then, held by reference. May be read once, by any thread,
 * while the state goes on.
 */
public interface StateCapture {
    /** The number of rows. */
    long rows();

    /** Gives the rows in chunks of at most {@link StateChunk#ROWS_MAX}, in the order in which they must be restored. */
    void forEachChunk(Consumer<StateChunk> out);
}
