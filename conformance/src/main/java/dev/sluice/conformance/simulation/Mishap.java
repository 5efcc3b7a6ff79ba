package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Fault;

/** A fault in words, and whether the process dies of it. */
record Mishap(Fault fault, boolean deadly, String text) {
    static Mishap diesBefore(long operation) {
        return new Mishap(Fault.crashBefore(operation), true, "dies before operation " + operation);
    }

    static Mishap diesDuring(long operation) {
        return new Mishap(Fault.crashDuring(operation), true, "dies during operation " + operation);
    }

    static Mishap diesAfter(long operation) {
        return new Mishap(Fault.crashAfter(operation), true, "dies after operation " + operation);
    }

    static Mishap fails(Failure failure, long operation) {
        return new Mishap(Fault.fail(failure, operation), false, failure + " at operation " + operation);
    }

    static Mishap failsFrom(Failure failure, long operation) {
        return new Mishap(Fault.failFrom(failure, operation), false, failure + " from operation " + operation + " on");
    }

    @Override
    public String toString() {
        return text;
    }
}
