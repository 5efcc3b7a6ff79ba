package dev.sluice.plan;

import java.io.Serializable;
import java.util.Set;

/**
 * Where a step comes from: shown by every failure and by {@code explain()}.
 *
 * @param operator the operator's name, for example {@code map}
 * @param location the program line that defined it, for example {@code WordCount.java:23}
 */
public record Origin(String operator, String location) implements Serializable {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OWN_PACKAGES = Set.of(
            "dev.sluice",
            "dev.sluice.batch",
            "dev.sluice.kafka",
            "dev.sluice.operator",
            "dev.sluice.plan",
            "dev.sluice.rdd",
            "dev.sluice.sink",
            "dev.sluice.source",
            "dev.sluice.state",
            "dev.sluice.testkit",
            "dev.sluice.window");

    /** The origin of an operator that the program is defining right now. */
    public static Origin here(String operator) {
        return of(operator, "");
    }

    /**
     * The origin of an operator that the program is defining by a call of this class.
     *
     * @param called a class that is not a part of the program, in whatever package it is
     */
    public static Origin here(String operator, Class<?> called) {
        return of(operator, called.getName());
    }

    private static Origin of(String operator, String called) {
        String line = WALKER.walk(frames -> frames.filter(
                        frame -> isProgram(frame) && !frame.getClassName().equals(called))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("unknown line"));
        return new Origin(operator, line);
    }

    private static boolean isProgram(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        int dot = type.lastIndexOf('.');
        return dot < 0 || !OWN_PACKAGES.contains(type.substring(0, dot));
    }

    @Override
    public String toString() {
        return operator + " at " + location;
    }
}
