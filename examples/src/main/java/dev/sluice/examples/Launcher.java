package dev.sluice.examples;

import dev.sluice.examples.cli.Failures;
import dev.sluice.examples.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the demo or a program by its name. */
@Command(
        name = "./sluice",
        description = "Sluice: discretized streams for Java.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            Programs.class,
            DirectoryCommand.Inspect.class,
            DirectoryCommand.Verify.class,
            DirectoryCommand.Replay.class,
            HelpCommand.class
        })
public final class Launcher implements Runnable {
    @Spec
    private CommandSpec command;

    private Launcher() {}

    /** The whole command line. */
    static CommandLine commandLine() {
        return Failures.toldBy(new CommandLine(new Launcher()));
    }

    /** Ends with 0 if all went well, with 1 if a program failed, with 2 if it cannot be run so. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "a command is missing: demo, run, inspect, verify, replay or help");
    }
}
