package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Survival;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program dies at each of its operations, and its recovery at each of its own. */
class CrashTwiceTest {
    private static final List<Integer> SHORT = List.of(3, 2);
    private static final int RECOVERY_OPERATIONS = 35;

    static List<Program> programs() {
        return List.of(Programs.STATELESS, Programs.MAP_WITH_STATE, Programs.INVERSE_WINDOW);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void recoveryCanBeginAnewWhereverItDies(Program program) {
        Exhaustive all = new Exhaustive(program, SHORT);
        long operations = all.operations();
        all.check(operations * RECOVERY_OPERATIONS, number -> {
            long first = 1 + (number - 1) / RECOVERY_OPERATIONS;
            long second = 1 + (number - 1) % RECOVERY_OPERATIONS;
            Survival survival = Survival.values()[(int) (number % 3)];
            return all.run(
                    List.of(all.with(Mishap.diesAfter(first), survival), all.with(Mishap.diesAfter(second), survival)));
        });
    }
}
