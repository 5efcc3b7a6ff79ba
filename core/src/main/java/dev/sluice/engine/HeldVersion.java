package dev.sluice.engine;

import dev.sluice.error.StateException;
import dev.sluice.plan.Stateful;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an operator's state an engine holds, and which group of jobs is writing the next: versions follow each
 * other, and one group at a time writes. Not thread-safe: guarded by what holds the state.
 */
public final class HeldVersion {
    private final String operator;
    private long version;
    private @Nullable String writer;

    /** No version yet. */
    public HeldVersion(String operator) {
        this.operator = operator;
    }

    /** The committed version, 0 for none. */
    public long number() {
        return version;
    }

    /**
     * Checks that a node's version may be written now.
     *
     * @param partitions in how many the committed version is held
     * @throws StateException if it does not follow the committed one, has other partitions, or another group is writing
     */
    public void requireNext(Stateful<?, ?> node, int partitions) {
        if (writer != null) {
            throw refused(node, "it is being written by " + writer + "; commit or close that group of jobs first");
        }
        if (node.previous() != version) {
            throw refused(
                    node,
                    "the engine holds " + (version == 0 ? "no version of it" : "version " + version)
                            + "; each batch must start from the version that the batch before it committed");
        }
        if (version != 0 && partitions != node.partitions()) {
            throw refused(
                    node,
                    "it is held in " + partitions + " partitions, not in " + node.partitions()
                            + "; the number of partitions of a state cannot change while the program runs");
        }
    }

    /** From now on the group is writing the next version. */
    public void begin(String group) {
        writer = group;
    }

    /** The version is held, and nobody is writing. */
    public void commit(long committed) {
        version = committed;
        writer = null;
    }

    /** Nobody is writing any more. */
    public void rollback() {
        writer = null;
    }

    /**
     * Checks that what is held is all there is.
     *
     * @throws StateException if a group is writing
     */
    public void requireNotWritten() {
        if (writer != null) {
            throw new StateException("the state of operator \"" + operator + "\" cannot be captured while it is being"
                    + " written by " + writer + "; commit or close that group of jobs first");
        }
    }

    /**
     * Checks that a state may be loaded.
     *
     * @throws StateException if a version is held or being written
     */
    public void requireNone() {
        if (version != 0 || writer != null) {
            throw new StateException("the state of operator \"" + operator + "\" cannot be loaded: "
                    + (version == 0 ? writer + " is writing it" : "the engine holds version " + version)
                    + "; states are loaded before the first batch");
        }
    }

    private StateException refused(Stateful<?, ?> node, String reason) {
        return new StateException(node.origin() + ": version " + node.version() + " of the state of operator \""
                + operator + "\" cannot be written from version " + node.previous() + ": " + reason);
    }
}
