package dev.sluice.examples.spark;

import dev.sluice.examples.Programs;
import dev.sluice.examples.cli.Failures;
import dev.sluice.examples.cli.HelpOption;
import dev.sluice.examples.demo.Demo;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program in the jar: runs the example whose name is its first argument, where {@code spark-submit} says. */
@Command(name = "./sluice submit", synopsisSubcommandLabel = "EXAMPLE")
public final class Examples implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable") // its option is enough
    private HelpOption help;

    @Spec
    private CommandSpec command;

    private Examples() {}

    static CommandLine commandLine() {
        CommandLine examples = new CommandLine(new Examples());
        examples.addSubcommand(new Demo());
        Programs.byName().forEach(examples::addSubcommand);
        examples.addSubcommand(new SqlSales());
        examples.addSubcommand(new MllibMachines());
        examples.addSubcommand(new GraphxPayments());
        return Failures.toldBy(examples);
    }

    static Set<String> names() {
        return commandLine().getSubcommands().keySet();
    }

    /** Ends with 0 if all went well, with 1 if a program failed, with 2 if it cannot be run so. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "the name of an example is missing: " + String.join(", ", names()));
    }
}
