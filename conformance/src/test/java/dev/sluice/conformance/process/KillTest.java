package dev.sluice.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program in a process of its own, killed while text streams in: the output is that of a run without a crash. */
class KillTest {
    /** More with {@code -DargLine=-Dsluice.kills=500}. */
    private static final int KILLS = Integer.getInteger("sluice.kills", 8);

    private static final int SAYINGS_MAX = 25;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"PROCESS", "POWER"})
    void nothingIsLostAndNothingTwiceHoweverOftenTheProgramIsKilled(String durability) throws Exception {
        Workplace workplace = begun(durability);
        SplittableRandom random = new SplittableRandom(KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            killedAfter(random.nextInt(SAYINGS_MAX), workplace, durability);
        }
        assertThat(finish(workplace, durability)).as(workplace.errors()).isZero();
        workplace.assertExact();
    }

    @Test
    void whatIsVisibleStaysAsItIs() throws Exception {
        Workplace workplace = begun("PROCESS");
        Map<String, List<String>> seen = Map.of();
        for (int kill = 0; kill < 4; kill++) {
            killedAfter(SAYINGS_MAX, workplace, "PROCESS");
            Map<String, List<String>> now = workplace.visible();
            assertThat(now).containsAllEntriesOf(seen);
            seen = now;
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    void ofTwoProgramsOnOneDirectoryTheLaterOneGoesOn() throws Exception {
        Workplace workplace = new Workplace(root);
        try (RunningProgram first = new RunningProgram(root, "PROCESS")) {
            first.awaitSaying("batch");
            workplace.feed();
            try (RunningProgram second = new RunningProgram(root, "PROCESS")) {
                second.awaitSaying("started");
                workplace.feed();
                first.drain();
                assertThat(first.exit()).isNotZero();
                assertThat(workplace.errors()).contains("FencedException").contains("a later run has taken over");
                untilComplete(workplace, second);
                assertThat(second.stop()).isZero();
            }
        }
        workplace.assertExact();
    }

    @Test
    void aProgramThatStoodStillWhileAnotherTookOverDoesNoMoreHarm() throws Exception {
        Workplace workplace = new Workplace(root);
        try (RunningProgram first = new RunningProgram(root, "POWER")) {
            first.awaitSaying("batch");
            workplace.feed();
            first.signal("STOP");
            try (RunningProgram second = new RunningProgram(root, "POWER")) {
                workplace.feed();
                untilComplete(workplace, second);
                Map<String, List<String>> seen = workplace.visible();
                first.signal("CONT");
                first.drain();
                assertThat(first.exit()).isNotZero();
                assertThat(workplace.visible()).containsAllEntriesOf(seen);
                workplace.feed();
                untilComplete(workplace, second);
                assertThat(second.stop()).isZero();
            }
        }
        workplace.assertExact();
    }

    @Test
    void aProgramThatIsToldToEndLeavesNothingUndone() throws Exception {
        Workplace workplace = begun("PROCESS");
        for (int time = 0; time < 3; time++) {
            try (RunningProgram program = new RunningProgram(root, "PROCESS")) {
                program.awaitSaying("batch");
                workplace.feed();
                program.awaitSaying("batch");
                program.signal("TERM");
                program.drain();
                assertThat(program.exit()).isNotZero();
            }
        }
        assertThat(finish(workplace, "PROCESS")).isZero();
        workplace.assertExact();
    }

    /** A workplace in which the program was there once, so that no file is older than the stream. */
    private Workplace begun(String durability) throws IOException, InterruptedException {
        Workplace workplace = new Workplace(root);
        try (RunningProgram program = new RunningProgram(root, durability)) {
            program.awaitSaying("started");
            program.kill();
        }
        return workplace;
    }

    private static void killedAfter(int sayings, Workplace workplace, String durability)
            throws IOException, InterruptedException {
        try (RunningProgram program = new RunningProgram(workplace.root(), durability)) {
            workplace.feed();
            for (int said = 0; said < sayings; said++) {
                if (program.says() == null) {
                    throw new IllegalStateException("the program ended by itself:\n" + workplace.errors());
                }
                if (said % 3 == 0) {
                    workplace.feed();
                }
            }
            program.kill();
        }
    }

    private static int finish(Workplace workplace, String durability) throws IOException, InterruptedException {
        try (RunningProgram program = new RunningProgram(workplace.root(), durability)) {
            program.awaitSaying("started");
            workplace.feed();
            untilComplete(workplace, program);
            return program.stop();
        }
    }

    private static void untilComplete(Workplace workplace, RunningProgram program) throws IOException {
        while (!workplace.isComplete()) {
            if (program.says() == null) {
                throw new IllegalStateException("the program ended by itself:\n" + workplace.errors());
            }
        }
    }
}
