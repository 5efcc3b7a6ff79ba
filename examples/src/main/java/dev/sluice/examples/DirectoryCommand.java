package dev.sluice.examples;

import dev.sluice.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command on a checkpoint directory, which reads its arguments by itself. */
abstract class DirectoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(List.of(command.name()));
        all.addAll(arguments);
        return new Tool(System.out, System.err, new NamedPrograms(Launcher.commandLine())).run(all);
    }

    @Command(name = "inspect", description = "shows what is in a checkpoint directory")
    static final class Inspect extends DirectoryCommand {}

    @Command(name = "verify", description = "checks every byte of a checkpoint directory")
    static final class Verify extends DirectoryCommand {}

    @Command(name = "replay", description = "runs a recorded batch again, without its outputs")
    static final class Replay extends DirectoryCommand {}
}
