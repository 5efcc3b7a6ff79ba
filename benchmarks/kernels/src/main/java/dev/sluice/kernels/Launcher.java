package dev.sluice.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;

/** Runs JMH with settings that are used where the arguments say nothing else; {@code -h} lists them all. */
public final class Launcher {
    private static final List<String> USUAL =
            List.of("-f", "2", "-wi", "3", "-w", "2", "-i", "5", "-r", "2", "-foe", "true");

    private Launcher() {}

    /** Runs the kernels whose names match one of the arguments; all, if there is none. */
    public static void main(String[] arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        for (int i = 0; i < USUAL.size(); i += 2) {
            if (!all.contains(USUAL.get(i))) {
                all.addAll(USUAL.subList(i, i + 2));
            }
        }
        Main.main(all.toArray(String[]::new));
    }
}
