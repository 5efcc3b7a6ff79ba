package dev.sluice.examples;

import dev.sluice.examples.cli.HelpOption;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The programs that can be run by name; without a name they are listed. */
@Command(
        name = "run",
        description = "runs one of these programs; ./sluice run PROGRAM --help lists its options",
        synopsisSubcommandLabel = "PROGRAM",
        commandListHeading = "%nPrograms:%n",
        subcommands = {
            WordCount.class,
            DurableWordCount.class,
            Moods.class,
            CleanWords.class,
            FitnessJoin.class,
            AdImpressions.class,
            SlidingCounts.class,
            CustomReceiver.class
        })
public final class Programs implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable") // its option is enough
    private HelpOption help;

    @Spec
    private CommandSpec command;

    private Programs() {}

    /** Each program as a command, by its name. */
    public static Map<String, CommandLine> byName() {
        return new CommandLine(new Programs()).getSubcommands();
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }
}
