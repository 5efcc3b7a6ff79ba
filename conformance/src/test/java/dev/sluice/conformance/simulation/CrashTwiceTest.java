package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program dies at each of its operations, and its recovery at each of its own. */
class CrashTwiceTest {
    private static final List<Integer> SHORT = List.of(3, 2);
    /** Then every batch that was planned has run again. */
    private static final int RECOVERY_OPERATIONS = 75;

    /** {@code -Dsluice.pairs=1} tries each pair; else it is each of the first, and some of those behind. */
    private static final int STRIDE = Integer.getInteger("sluice.pairs", 3);

    private static final int TRIED = 30;

    static List<Program> programs() {
        return List.of(Programs.STATELESS, Programs.MAP_WITH_STATE, Programs.INVERSE_WINDOW);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void recoveryCanBeginAnewWhereverItDies(Program program) {
        Exhaustive all = new Exhaustive(program, SHORT);
        List<long[]> pairs = pairs(all.operations());
        all.check(pairs.size(), number -> {
            long[] pair = pairs.get((int) number - 1);
            Survival one = Survival.values()[(int) (number % 3)];
            Survival other = Survival.values()[(int) (number / 3 % 3)];
            return all.run(
                    List.of(all.with(Mishap.diesAfter(pair[0]), one), all.with(Mishap.diesAfter(pair[1]), other)));
        });
    }

    private static List<long[]> pairs(long operations) {
        List<long[]> pairs = new ArrayList<>();
        for (long first = 1; first <= operations; first++) {
            for (long second = 1; second <= RECOVERY_OPERATIONS; second++) {
                if (second <= TRIED || (first + second) % STRIDE == 0) {
                    pairs.add(new long[] {first, second});
                }
            }
        }
        return pairs;
    }
}
