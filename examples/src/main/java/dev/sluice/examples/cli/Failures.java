package dev.sluice.examples.cli;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.SluiceException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in a line or two: what cannot be run ends with 2, what failed while it ran with 1. */
public final class Failures {
    private Failures() {}

    /** Has a command line tell its failures so. */
    public static CommandLine toldBy(CommandLine commandLine) {
        return commandLine
                .setParameterExceptionHandler((thrown, arguments) -> misused(thrown))
                .setExecutionExceptionHandler(Failures::failed);
    }

    private static int misused(ParameterException thrown) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: " + thrown.getMessage());
        suggestions(thrown).forEach(suggestion -> err.println("  did you mean " + suggestion + "?"));
        err.println("  " + command.getCommandSpec().qualifiedName() + " --help says more");
        return CommandLine.ExitCode.USAGE;
    }

    private static List<String> suggestions(ParameterException thrown) {
        return thrown instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(1).toList()
                : List.of();
    }

    private static int failed(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        if (!(thrown instanceof SluiceException)) {
            throw thrown;
        }
        command.getErr().println("sluice: " + thrown.getMessage());
        return thrown instanceof InvalidProgramException
                ? CommandLine.ExitCode.USAGE
                : CommandLine.ExitCode.SOFTWARE;
    }
}
