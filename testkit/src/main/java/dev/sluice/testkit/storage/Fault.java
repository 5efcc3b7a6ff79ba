package dev.sluice.testkit.storage;

import dev.sluice.error.InvalidProgramException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;

/**
 * Something that goes wrong once a program has come to some operation, counted from 1 since it started. It strikes the
 * first operation from there on that it can strike, and no other unless it is lasting. An immutable value, given to
 * {@link SimulatedStorage#inject} or {@link FaultyStorage#inject}.
 */
public final class Fault {
    private final Strike strike;
    private final long from;
    private final boolean lasting;
    private final EnumSet<Operation> operations;
    private final String prefix;

    private Fault(Strike strike, long from, boolean lasting, EnumSet<Operation> operations, String prefix) {
        if (from < 1) {
            throw new InvalidProgramException("operations are counted from 1, but the fault was planned for " + from);
        }
        this.strike = strike;
        this.from = from;
        this.lasting = lasting;
        this.operations = operations;
        this.prefix = prefix;
    }

    /** The process dies before this operation has any effect. */
    public static Fault crashBefore(long operation) {
        return once(Strike.of(Strike.Moment.BEFORE), operation);
    }

    /** The process dies in the middle of this operation: of an append the first half is done, of all others nothing. */
    public static Fault crashDuring(long operation) {
        return once(Strike.of(Strike.Moment.DURING), operation);
    }

    /** The process dies when this operation has taken effect, and before it knows. */
    public static Fault crashAfter(long operation) {
        return once(Strike.of(Strike.Moment.AFTER), operation);
    }

    /** This operation fails, or the first one behind it that can fail so. */
    public static Fault fail(Failure failure, long operation) {
        return new Fault(Strike.of(failure), operation, false, EnumSet.copyOf(failure.operations()), "");
    }

    /** This operation fails and so does every later one that can fail so, until {@link SimulatedStorage#clearFaults}. */
    public static Fault failFrom(Failure failure, long operation) {
        return new Fault(Strike.of(failure), operation, true, EnumSet.copyOf(failure.operations()), "");
    }

    /**
     * The hook is run before this operation, on its thread. Other threads can use the storage meanwhile, so a hook that
     * waits is a slow disk, or a process that sleeps while another takes over.
     */
    public static Fault run(long operation, Runnable hook) {
        return once(Strike.of(hook), operation);
    }

    private static Fault once(Strike strike, long operation) {
        return new Fault(strike, operation, false, EnumSet.allOf(Operation.class), "");
    }

    /**
     * Strikes only these operations.
     *
     * @throws InvalidProgramException if it can strike none of them
     */
    public Fault only(Operation... kinds) {
        EnumSet<Operation> both = EnumSet.copyOf(operations);
        both.retainAll(Arrays.asList(kinds));
        if (both.isEmpty()) {
            throw new InvalidProgramException("this fault cannot strike " + Arrays.toString(kinds)
                    + " and would never be seen; it strikes " + operations);
        }
        return new Fault(strike, from, lasting, both, prefix);
    }

    /** Strikes only paths that begin so, {@code log-} or {@code out/} for example; of a rename, either of its names. */
    public Fault under(String pathPrefix) {
        return new Fault(strike, from, lasting, operations, Objects.requireNonNull(pathPrefix));
    }

    boolean isLasting() {
        return lasting;
    }

    boolean hits(Step step) {
        return step.number() >= from && operations.contains(step.operation()) && step.isUnder(prefix);
    }

    Strike strike() {
        return strike;
    }
}
