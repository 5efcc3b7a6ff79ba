package dev.sluice.tool;

import dev.sluice.error.SluiceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** Starts programs by the names of their classes, which have a {@code main} and are on the class path. */
public final class MainClass implements ProgramStarter {
    /** A starter. */
    public MainClass() {}

    @Override
    public int start(String program, List<String> arguments) {
        Method main = main(program);
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
            return Tool.GOOD;
        } catch (InvocationTargetException e) {
            throw failure(program, e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new UsageException("the main method of " + program + " cannot be called: " + e.getMessage());
        }
    }

    private static Method main(String program) {
        try {
            Method main = Class.forName(program, true, Thread.currentThread().getContextClassLoader())
                    .getMethod("main", String[].class);
            main.setAccessible(true);
            return main;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw new UsageException("there is no class '" + program
                    + "' on the class path; give the name of a class with a main method, with its package");
        } catch (NoSuchMethodException e) {
            throw new UsageException("the class " + program + " has no public static void main(String[])");
        }
    }

    private static RuntimeException failure(String program, Throwable thrown) {
        if (thrown instanceof SluiceException known) {
            return known;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new SluiceException(program + " failed: " + thrown, thrown);
    }
}
