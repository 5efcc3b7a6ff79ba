package dev.sluice.examples;

import dev.sluice.tool.MainClass;
import dev.sluice.tool.ProgramStarter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Starts the programs that {@code ./sluice run} knows by their names, and any other by its class. */
final class NamedPrograms implements ProgramStarter {
    private final CommandLine launcher;

    NamedPrograms(CommandLine launcher) {
        this.launcher = launcher;
    }

    @Override
    public int start(String program, List<String> arguments) {
        CommandLine run = launcher.getSubcommands().get("run");
        if (!run.getSubcommands().containsKey(program)) {
            return new MainClass().start(program, arguments);
        }
        List<String> command = new ArrayList<>(List.of("run", program));
        command.addAll(arguments);
        return launcher.execute(command.toArray(String[]::new));
    }
}
