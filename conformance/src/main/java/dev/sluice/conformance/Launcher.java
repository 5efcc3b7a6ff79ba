package dev.sluice.conformance;

import dev.sluice.conformance.simulation.Command;

/** Starts the crash simulation. */
public final class Launcher {
    private Launcher() {}

    /** Ends with the status of the command. */
    public static void main(String[] arguments) {
        System.exit(new Command(System.out).run(arguments));
    }
}
