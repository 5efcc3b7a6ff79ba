package dev.sluice.examples.demo;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Where a view is written to, and what that place can do. */
final class Terminal {
    private static final String FANCY = "▁▂▃▄▅▆▇█°";
    private static final String SIMPLE = "_.-~=+*#o";

    private final PrintStream out;
    private final Map<String, String> environment;

    Terminal(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    /** Whether there is a person at the other end and text can be put anywhere. */
    boolean isInteractive() {
        return isConsole() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }

    /** Whether colours are welcome. */
    boolean hasColours() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Writes a text at once; what the terminal's characters lack is drawn with simpler ones. */
    void write(CharSequence text) {
        byte[] bytes = (isUnicode() ? text.toString() : simple(text)).getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private boolean isUnicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        return false;
    }

    private static String simple(CharSequence text) {
        StringBuilder simple = new StringBuilder(text);
        for (int i = 0; i < simple.length(); i++) {
            int fancy = FANCY.indexOf(simple.charAt(i));
            if (fancy >= 0) {
                simple.setCharAt(i, SIMPLE.charAt(fancy));
            }
        }
        return simple.toString();
    }

    /** Newer JDKs have a console also where there is no terminal, and a method that JDK 17 lacks to tell. */
    @SuppressWarnings("SystemConsoleNull") // null where it is, asked where it is not
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThanTheQuestion) {
            return true;
        }
    }
}
