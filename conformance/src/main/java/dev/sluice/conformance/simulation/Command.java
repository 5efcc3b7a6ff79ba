package dev.sluice.conformance.simulation;

import dev.sluice.conformance.simulation.Lottery.Draw;
import dev.sluice.conformance.simulation.Seeds.Result;
import dev.sluice.conformance.simulation.Simulation.Outcome;
import dev.sluice.time.Clock;
import dev.sluice.time.SystemClock;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The command {@code ./sluice simulate}: searches seeds, or shows one. */
public final class Command {
    private static final long PORTION = 500;
    private static final int SHRUNK_MAX = 3;
    private static final String USAGE = """
            ./sluice simulate [--seeds N] [--seed S] [--lives L]

            Runs random programs on a simulated disk that crashes and fails, from seed S (default 1)
            for N seeds (default 10000), and holds what they leave against what must be.
            With --seeds 1 it shows all that happens in that one. Ends with 0 if all holds.

            Of a seed that does not hold it prints the smallest part that it finds not to hold either,
            and how to see it: --lives says which lives of the seed, and what of each, are left.
            """;

    private final PrintStream out;
    private final Mistake mistake;
    private final Clock clock = new SystemClock();
    private long seeds = 10_000;
    private long seed = 1;
    private @Nullable KeptLives lives;

    /** A command that prints there. */
    public Command(PrintStream out) {
        this(out, Mistake.NONE);
    }

    Command(PrintStream out, Mistake mistake) {
        this.out = out;
        this.mistake = mistake;
    }

    /** Runs; returns 0 if all seeds hold, 1 if one does not, 2 if the arguments are not understood. */
    public int run(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                read(arguments[i], arguments[i + 1]);
            }
            if (lives != null) {
                List<LifePlan> ignored = lives.of(Lottery.draw(seed).plans());
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notUnderstood) {
            out.print(USAGE);
            return 2;
        }
        return seeds == 1 || lives != null ? show() : search();
    }

    private void read(String option, String value) {
        switch (option) {
            case "--seeds" -> seeds = positive(value);
            case "--seed" -> seed = positive(value);
            case "--lives" -> lives = KeptLives.parse(value);
            default -> throw new IllegalArgumentException(option);
        }
    }

    private static long positive(String value) {
        long number = Long.parseLong(value);
        if (number < 1) {
            throw new IllegalArgumentException(value);
        }
        return number;
    }

    private int show() {
        Draw draw = Lottery.draw(seed);
        out.println("SLUICE_SEED=" + seed);
        out.println(draw.program());
        out.println(draw.settings());
        KeptLives shown = lives == null ? KeptLives.all(draw.plans()) : lives;
        Outcome outcome = Seeds.simulate(seed, mistake, shown, true);
        outcome.story().forEach(out::println);
        out.println(outcome.holds() ? "all holds, in " + outcome.lives() + " lives" : "DOES NOT HOLD:");
        outcome.findings().forEach(out::println);
        if (!outcome.holds() && lives == null) {
            shrink(seed);
        }
        return outcome.holds() ? 0 : 1;
    }

    private void shrink(long failed) {
        out.println("smallest of seed " + failed + ": ./sluice simulate --seeds 1 --seed " + failed + " --lives "
                + Seeds.smallest(failed, mistake));
    }

    private int search() {
        long lives = 0;
        long failed = 0;
        long began = clock.monotonicNanos();
        for (long from = seed; from < seed + seeds; from += PORTION) {
            long count = Math.min(PORTION, seed + seeds - from);
            Result result = Seeds.run(from, count, number -> Seeds.simulate(number, mistake, false));
            lives += result.lives();
            failed += result.failed().size();
            out.print(result.told());
            result.failed().keySet().stream().limit(SHRUNK_MAX).forEach(this::shrink);
            double seconds = (clock.monotonicNanos() - began) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "seeds up to %d: %d lives, %.0f a second, %d seeds do not hold%n",
                    from + count - 1,
                    lives,
                    lives / seconds,
                    failed);
        }
        return failed == 0 ? 0 : 1;
    }
}
