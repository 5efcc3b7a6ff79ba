package dev.sluice.testkit.storage;

/**
 * The simulated death of a process. It is thrown by the operation where it was planned and by every later one, on any
 * thread; nothing but the test should catch it.
 */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String message) {
        super(message);
    }
}
