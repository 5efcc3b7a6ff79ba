package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Survival;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reference program dies at each of its operations. */
class CrashAtEachOperationTest {
    static List<Program> programs() {
        return Programs.ALL;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aKilledProcessLosesNothingWhereverItDies(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.diesAfter(operation), Survival.KILLED));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProcessThatDiesInTheMiddleOfAnOperationLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.diesDuring(operation), Survival.KILLED));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aPowerCutOnAJournallingFileSystemLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.diesAfter(operation), Survival.POWER_CUT_ORDERED));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aPowerCutOnTheWorstFileSystemLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.diesAfter(operation), Survival.POWER_CUT_ANY));
    }
}
