package dev.sluice.examples.spark;

import java.io.IOException;

/** A process that speaks for this one until it ends; Ctrl-C is for it to answer. */
final class Child {
    private final ProcessBuilder builder;

    Child(ProcessBuilder builder) {
        this.builder = builder.inheritIO();
    }

    /** Runs it to its end, which is this process's too; returns its exit code. */
    int run() throws IOException, InterruptedException {
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end of the program"));
        return process.waitFor();
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit().join();
    }
}
