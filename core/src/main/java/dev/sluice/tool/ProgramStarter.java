package dev.sluice.tool;

import java.util.List;

/** Starts a program that knows nothing of who starts it. */
@FunctionalInterface
public interface ProgramStarter {
    /**
     * Runs a program to its end.
     *
     * @param program its name, as it was given
     * @return the status to end with
     * @throws RuntimeException what the program threw
     */
    int start(String program, List<String> arguments);
}
