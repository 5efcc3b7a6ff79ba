package dev.sluice.examples.cli;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in a line or two: what cannot be run ends with 2, what failed while it ran with 1. */
public final class Failures {
    private Failures() {}

    /** Has a command line read values and tell its failures so. */
    public static CommandLine toldBy(CommandLine commandLine) {
        return commandLine
                .registerConverter(Duration.class, new DurationText())
                .registerConverter(int.class, Failures::wholeNumber)
                .registerConverter(Integer.class, Failures::wholeNumber)
                .setParameterExceptionHandler((thrown, arguments) -> misused(thrown))
                .setExecutionExceptionHandler(Failures::failed);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    private static int misused(ParameterException thrown) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: "
                + (thrown instanceof UnmatchedArgumentException unmatched ? text(unmatched) : thrown.getMessage()));
        err.println("  " + command.getCommandSpec().qualifiedName() + " --help says more");
        return CommandLine.ExitCode.USAGE;
    }

    private static String text(UnmatchedArgumentException unmatched) {
        String argument = unmatched.getUnmatched().get(0);
        Set<String> commands = unmatched.getCommandLine().getSubcommands().keySet();
        if (unmatched.isUnknownOption()) {
            return "there is no option '" + argument + "' here";
        }
        return commands.isEmpty()
                ? "'" + argument + "' is one argument too many"
                : "there is no '" + argument + "' here; there is " + String.join(", ", commands);
    }

    private static int failed(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        if (!(thrown instanceof SluiceException)) {
            throw thrown;
        }
        command.getErr().println("sluice: " + thrown.getMessage());
        return thrown instanceof InvalidProgramException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
