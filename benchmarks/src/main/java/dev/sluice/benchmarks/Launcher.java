package dev.sluice.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the measurements. */
@Command(
        name = "sluice bench",
        description = "Measures. Run nothing else meanwhile.",
        footer = "  kernels        Innermost loops in JMH: ./sluice bench kernels -h",
        mixinStandardHelpOptions = true,
        subcommands = {
            SteadyLoad.class,
            HighestRate.class,
            OperatorSpeed.class,
            DurabilityCost.class,
            PeerComparison.class,
            SparkComparison.class,
            IntakeSpeed.class,
            StateKernel.class,
            SlidingKernel.class,
            Recovery.class,
            RecoveryPart.class,
            SnapshotSize.class,
            BatchSpeed.class
        })
public final class Launcher implements Runnable {
    /** Runs the measurement that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
