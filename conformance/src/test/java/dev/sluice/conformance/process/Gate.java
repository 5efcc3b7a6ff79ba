package dev.sluice.conformance.process;

import java.util.function.Consumer;

/** Lets records pass, or makes them wait. Thread-safe. */
final class Gate {
    private final Consumer<String> teller;
    private Runnable before = () -> {};
    private boolean closed;

    /** An open gate that tells when the first record waits. */
    Gate(Consumer<String> teller) {
        this.teller = teller;
    }

    synchronized void pass() throws InterruptedException {
        before.run();
        if (closed) {
            teller.accept("held");
        }
        while (closed) {
            wait();
        }
    }

    synchronized void close() {
        closed = true;
        teller.accept("holds");
    }

    /** From now on every record meets with this first. */
    synchronized void before(String told, Runnable event) {
        before = event;
        teller.accept(told);
    }

    synchronized void open() {
        closed = false;
        notifyAll();
    }
}
