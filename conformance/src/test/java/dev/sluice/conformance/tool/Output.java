package dev.sluice.conformance.tool;

import dev.sluice.tool.ProgramStarter;
import dev.sluice.tool.Tool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command prints and how it ends. */
record Output(int status, List<String> out, List<String> err) {
    /** Runs a command; where it starts a program, in this way. */
    static Output of(ProgramStarter programs, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream standard = System.out;
        PrintStream caught = new PrintStream(out, true, StandardCharsets.UTF_8);
        System.setOut(caught);
        try {
            int status = new Tool(caught, new PrintStream(err, true, StandardCharsets.UTF_8), programs)
                    .run(List.of(arguments));
            return new Output(status, lines(out), lines(err));
        } finally {
            System.setOut(standard);
        }
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
