package dev.sluice.intake;

import dev.sluice.source.RecordLog;
import java.io.Serializable;
import java.util.List;

/**
 * A block that an agent keeps.
 *
 * @param id what its site calls it
 * @param content the same records for the log; empty where the run has none
 */
record AgentBlock(long id, long records, List<RecordLog.Encoded> content) implements Serializable {}
