package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.conformance.simulation.Simulation.Outcome;
import dev.sluice.testkit.storage.Survival;
import java.util.List;
import java.util.function.LongFunction;

/** One mishap at each operation of a reference program. */
record Exhaustive(Program program, List<Integer> given) {
    private static final List<Integer> SIX_SECONDS = List.of(3, 2, 0, 4, 3, 1);

    static Exhaustive of(Program program) {
        return new Exhaustive(program, SIX_SECONDS);
    }

    /** No program gets by with fewer; a count of none would test nothing. */
    private static final long OPERATIONS_MIN = 30;

    /** How many operations the program has until it ends in order. */
    long operations() {
        Outcome undisturbed = run(List.of(LifePlan.clean(given)));
        assertThat(undisturbed.findings()).isEmpty();
        assertThat(undisturbed.operations()).isGreaterThan(OPERATIONS_MIN);
        return undisturbed.operations();
    }

    /** What is planned for the operation with this number. */
    interface Plans {
        LifePlan at(long operation);
    }

    LifePlan with(Mishap mishap, Survival survival) {
        return LifePlan.with(mishap, given, survival, given.hashCode());
    }

    /** Runs the program once for each operation. */
    void atEach(Plans plans) {
        check(operations(), number -> run(List.of(plans.at(number))));
    }

    void check(long count, LongFunction<Outcome> simulation) {
        Seeds.Result result = Seeds.run(1, count, simulation);
        assertThat(result.failed()).as("%s, by operation", program.name()).isEmpty();
        Lives.count(result.lives());
    }

    Outcome run(List<LifePlan> plans) {
        return Simulation.run(program, Settings.PLAIN, Mistake.NONE, plans, false);
    }
}
