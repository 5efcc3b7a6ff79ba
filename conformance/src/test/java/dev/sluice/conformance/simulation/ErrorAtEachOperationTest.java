package dev.sluice.conformance.simulation;

import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Survival;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The disk fails at each operation of each reference program: once, or from there on. */
class ErrorAtEachOperationTest {
    static List<Program> programs() {
        return Programs.ALL;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anErrorOfTheDeviceLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.fails(Failure.IO, operation), Survival.POWER_CUT_ANY));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anErrorForWhatHadItsEffectLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.fails(Failure.LOST_REPLY, operation), Survival.KILLED));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aFullDiskLosesNothing(Program program) {
        Exhaustive all = Exhaustive.of(program);
        all.atEach(operation -> all.with(Mishap.failsFrom(Failure.NO_SPACE, operation), Survival.POWER_CUT_ORDERED));
    }
}
