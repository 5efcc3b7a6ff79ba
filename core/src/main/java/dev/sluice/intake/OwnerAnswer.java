package dev.sluice.intake;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a receiver says to a report of its agent.
 *
 * @param refusal why no batch will read the blocks in it; null where they are taken
 * @param stop whether the receiver is to be ended for good
 * @param starts how often the receiver was started so far
 * @param room how many more records may be sent now
 */
record OwnerAnswer(@Nullable String refusal, boolean stop, long starts, long room) implements Serializable {}
