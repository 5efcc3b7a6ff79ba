package dev.sluice.source;

import dev.sluice.table.VersionedState;

/**
 * What a {@link DirectSource} implements as well if it must remember more than the position of one batch, such as all
 * files it has ever read. The run stores the memory with the state of operators: in increments, so that it may be large.
 *
 * <p>What a batch plans is first held beside the memory, so that no later plan finds it again, and enters the memory when
 * the batch is committed. After a restart the memory is what it was after some committed batch, and the batches planned
 * after that one are told of again in order.
 *
 * <pre>
 *   [memory is restored]  planned(start or resumed position)  planned … reached …
 * </pre>
 *
 * <p>{@link #reached} and the captures of the memory come from the thread of the batch while the next batch may be
 * planned on another: the source must be safe for that.
 *
 * @param <P> the positions of the source
 */
public interface Remembering<P> {
    /** The memory, always the same object. As of the last position reached; begun and committed by the source itself. */
    VersionedState memory();

    /** A batch will read up to a position, or the first one begins there. In order; must not fail. */
    void planned(P position);

    /** The batch that reads up to a position is committed, so all before it too. In order; must not fail. */
    void reached(P position);
}
