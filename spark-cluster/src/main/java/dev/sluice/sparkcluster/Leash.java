package dev.sluice.sparkcluster;

import java.io.IOException;
import java.util.Arrays;

/** Runs a class in a process that ends with the one that started it, however that ended: its standard input is at its end then. */
public final class Leash {
    private static final int ENDED = 1;

    private Leash() {}

    /** Runs the class that the first argument names with all others. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watcher = new Thread(Leash::watch, "end of the parent");
        watcher.setDaemon(true);
        watcher.start();
        String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) others);
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said to it
            }
        } catch (IOException e) {
            // it has ended
        }
        Runtime.getRuntime().halt(ENDED);
    }
}
