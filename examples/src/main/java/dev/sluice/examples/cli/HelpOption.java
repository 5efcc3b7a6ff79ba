package dev.sluice.examples.cli;

import picocli.CommandLine.Option;

/** The option that asks for the text of a command. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    @SuppressWarnings("UnusedVariable") // whether it was given is read where the command line is
    private boolean given;
}
