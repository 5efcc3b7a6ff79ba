package dev.sluice.engine.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a stateful node makes of one partition: first what it left of the state, then what it emitted, in pieces.
 *
 * @param written of the first part
 * @param emitted of every other part
 */
record StateResult(
        @Nullable Carried<Written> written, @Nullable Records emitted) implements Serializable {}
