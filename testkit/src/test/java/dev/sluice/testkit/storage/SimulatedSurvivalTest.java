package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Files.bytes;
import static dev.sluice.testkit.storage.Files.write;
import static dev.sluice.testkit.storage.Files.writeSynced;
import static dev.sluice.testkit.storage.Survival.KILLED;
import static dev.sluice.testkit.storage.Survival.POWER_CUT_ANY;
import static dev.sluice.testkit.storage.Survival.POWER_CUT_ORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs, and everything that may be left of their files when the power goes: no more, and no less. */
class SimulatedSurvivalTest {
    private static final int SEEDS = 400;

    private record Row(String name, Consumer<Storage> program, Set<String> ordered, Set<String> any) {}

    private static Arguments row(String name, Consumer<Storage> program, Set<String> ordered, Set<String> any) {
        return Arguments.of(new Row(name, program, ordered, any));
    }

    private static Arguments row(String name, Consumer<Storage> program, Set<String> both) {
        return row(name, program, both, both);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("nothing", s -> {}, Set.of("{}")),
                row("no directory synced", s -> writeSynced(s, "a", "x"), Set.of("{}", "{a=x}")),
                row("all synced", SimulatedSurvivalTest::written, Set.of("{a=x}")),
                row(
                        "no bytes synced",
                        s -> {
                            write(s, "a", "xy");
                            s.syncDirectory("");
                        },
                        Set.of("{a=}", "{a=x}", "{a=xy}", "{a=__}")),
                row("some bytes synced", SimulatedSurvivalTest::halfSynced, Set.of("{a=x}", "{a=xy}", "{a=x_}")),
                row(
                        "all bytes synced by another",
                        s -> {
                            write(s, "a", "xy");
                            s.syncDirectory("");
                            s.sync("a");
                        },
                        Set.of("{a=xy}")),
                row("put", s -> s.putIfAbsent("a", bytes("x").array()), Set.of("{a=x}")),
                row("a directory", s -> s.createDirectories("a/b"), Set.of("{a/b/=}")),
                row(
                        "put after an unsynced name",
                        s -> {
                            writeSynced(s, "a", "x");
                            s.putIfAbsent("b", bytes("y").array());
                        },
                        Set.of("{a=x, b=y}"),
                        Set.of("{b=y}", "{a=x, b=y}")),
                row(
                        "put before an unsynced name",
                        s -> {
                            s.putIfAbsent("b", bytes("y").array());
                            writeSynced(s, "a", "x");
                        },
                        Set.of("{b=y}", "{a=x, b=y}")),
                row(
                        "two unsynced names",
                        s -> {
                            writeSynced(s, "a", "x");
                            writeSynced(s, "b", "y");
                        },
                        Set.of("{}", "{a=x}", "{a=x, b=y}"),
                        Set.of("{}", "{a=x}", "{b=y}", "{a=x, b=y}")),
                row("delete", written().andThen(s -> s.delete("a")), Set.of("{}", "{a=x}")),
                row(
                        "delete, synced",
                        written().andThen(s -> s.delete("a")).andThen(s -> s.syncDirectory("")),
                        Set.of("{}")),
                row("rename", written().andThen(s -> s.rename("a", "b")), Set.of("{a=x}", "{b=x}")),
                row(
                        "rename, synced",
                        written().andThen(s -> s.rename("a", "b")).andThen(s -> s.syncDirectory("")),
                        Set.of("{b=x}")),
                row(
                        "rename of a name that was not synced",
                        s -> {
                            writeSynced(s, "a", "x");
                            s.rename("a", "b");
                        },
                        Set.of("{}", "{a=x}", "{b=x}")),
                row(
                        "the old name is used again",
                        written().andThen(s -> s.rename("a", "b")).andThen(s -> writeSynced(s, "a", "y")),
                        Set.of("{a=x}", "{b=x}", "{a=y, b=x}")),
                row(
                        "the old name is put again",
                        written()
                                .andThen(s -> s.rename("a", "b"))
                                .andThen(s -> s.putIfAbsent("a", bytes("y").array())),
                        Set.of("{a=y, b=x}")),
                row(
                        "a name comes and goes",
                        s -> {
                            writeSynced(s, "a", "x");
                            s.delete("a");
                        },
                        Set.of("{}", "{a=x}")),
                row(
                        "rename to another directory",
                        intoD().andThen(s -> s.rename("a", "d/b")),
                        Set.of("{a=x, d/=}", "{d/b=x}"),
                        Set.of("{a=x, d/=}", "{d/b=x}", "{a=x, d/b=x}")),
                row(
                        "rename to another directory, its target synced",
                        intoD().andThen(s -> s.rename("a", "d/b")).andThen(s -> s.syncDirectory("d")),
                        Set.of("{d/b=x}"),
                        Set.of("{d/b=x}", "{a=x, d/b=x}")),
                row(
                        "rename to another directory, its source synced",
                        intoD().andThen(s -> s.rename("a", "d/b")).andThen(s -> s.syncDirectory("")),
                        Set.of("{d/b=x}")),
                row(
                        "rename of a directory into another",
                        intoD().andThen(s -> s.createDirectories("e")).andThen(s -> s.rename("d", "e/d")),
                        Set.of("{a=x, d/=, e/=}", "{a=x, e/d/=}")),
                row(
                        "a directory goes once its files are elsewhere",
                        fileInD().andThen(s -> s.rename("d/b", "a")).andThen(s -> s.delete("d")),
                        Set.of("{d/b=x}", "{a=x, d/=}", "{a=x}"),
                        Set.of("{d/b=x}", "{a=x, d/b=x}", "{a=x, d/=}", "{a=x}")),
                row(
                        "a directory goes with what was deleted in it",
                        fileInD()
                                .andThen(s -> s.delete("d/b"))
                                .andThen(s -> s.delete("d"))
                                .andThen(s -> s.syncDirectory("")),
                        Set.of("{}")),
                row(
                        "a directory that is gone for good leaves its files where they went",
                        fileInD()
                                .andThen(s -> s.createDirectories("e"))
                                .andThen(s -> s.rename("d/b", "e/b"))
                                .andThen(s -> s.delete("d"))
                                .andThen(s -> s.syncDirectory("")),
                        Set.of("{e/b=x}")),
                row(
                        "directories take turns",
                        SimulatedSurvivalTest::swapDirectories,
                        Set.of("{p/x/=, q/y/=}", "{p/=, q/y/x/=}", "{p/x/y/=, q/=}")));
    }

    private static Consumer<Storage> written() {
        return SimulatedSurvivalTest::written;
    }

    private static void written(Storage storage) {
        writeSynced(storage, "a", "x");
        storage.syncDirectory("");
    }

    private static void halfSynced(Storage storage) {
        try (AppendFile file = storage.create("a")) {
            file.append(bytes("x"));
            file.sync();
            file.append(bytes("y"));
        }
        storage.syncDirectory("");
    }

    private static Consumer<Storage> intoD() {
        return written().andThen(storage -> storage.createDirectories("d"));
    }

    private static Consumer<Storage> fileInD() {
        return storage -> {
            storage.createDirectories("d");
            writeSynced(storage, "d/b", "x");
            storage.syncDirectory("d");
        };
    }

    /** What is kept of these must not put a directory into itself. */
    private static void swapDirectories(Storage storage) {
        moveForthAndBack(storage);
        storage.rename("q/y", "p/x/y");
    }

    private static void moveForthAndBack(Storage storage) {
        storage.createDirectories("p/x");
        storage.createDirectories("q/y");
        storage.rename("p/x", "q/y/x");
        storage.rename("q/y/x", "p/x");
    }

    @Test
    void whatOneLifeSyncsIsNotDurableInAnother() {
        SimulatedStorage storage = new SimulatedStorage();
        halfSynced(storage);

        SimulatedStorage next = storage.restart(KILLED, 0);
        next.sync("a");

        assertThat(outcomes(next, POWER_CUT_ORDERED)).containsExactly("{a=xy}");
        assertThat(outcomes(storage, POWER_CUT_ORDERED)).containsExactly("{a=x_}", "{a=xy}", "{a=x}");
        assertThat(outcomes(storage.restart(KILLED, 0), POWER_CUT_ORDERED)).hasSize(3);
    }

    @Test
    void theOrderOfMovesHoldsAcrossLives() {
        SimulatedStorage storage = new SimulatedStorage();
        moveForthAndBack(storage);
        SimulatedStorage next = storage.restart(KILLED, 0);
        next.rename("q/y", "p/x/y");

        assertThat(outcomes(next, POWER_CUT_ANY))
                .containsExactlyInAnyOrder("{p/x/=, q/y/=}", "{p/=, q/y/x/=}", "{p/x/y/=, q/=}");
    }

    @Test
    void theJournalSaysWhatAPowerCutTook() {
        SimulatedStorage storage = new SimulatedStorage();
        halfSynced(storage);
        storage.rename("a", "b");
        storage.create("c");
        storage.delete("c");

        Set<String> lines = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedStorage next = storage.restart(POWER_CUT_ANY, seed);
            assertThat(next.journal().get(0)).isEqualTo("life 2 after POWER_CUT_ANY, seed " + seed);
            lines.addAll(next.journal().subList(1, next.journal().size()));
        }

        assertThat(lines)
                .contains(
                        "  lost: the rename of 'a' to 'b'",
                        "  lost: the new name 'c'",
                        "  lost: the end of the name 'c'",
                        "  not synced: kept none of the last 1 bytes of 'a'",
                        "  not synced: zeroed some of the last 1 bytes of 'b'");
    }

    @Test
    void zerosFallOnWholeBlocksOfTheDisk() {
        SimulatedStorage storage = new SimulatedStorage();
        try (AppendFile file = storage.create("a")) {
            file.append(bytes("x".repeat(500)));
            file.sync();
            file.append(bytes("y".repeat(1_000)));
        }
        storage.syncDirectory("");

        Set<String> runs = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            String left =
                    Files.all(storage.restart(POWER_CUT_ORDERED, seed).view()).get("a");
            assertThat(left).startsWith("x".repeat(500));
            runs.add(lengths(left.replaceAll("(.)\\1*", "$0 ")));
        }

        assertThat(runs).contains("500x", "500x 1000y", "500x 1000_", "500x 12_ 988y", "500x 12y 512_ 476y");
    }

    private static String lengths(String runs) {
        return Stream.of(runs.split(" "))
                .map(run -> run.length() + run.substring(0, 1))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPowerCutLeavesExactlyWhatItMay(Row row) {
        SimulatedStorage storage = new SimulatedStorage();
        row.program.accept(storage);
        String before = Files.all(storage.view()).toString();

        assertThat(outcomes(storage, POWER_CUT_ORDERED)).isEqualTo(row.ordered);
        assertThat(outcomes(storage, POWER_CUT_ANY)).isEqualTo(row.any);
        assertThat(outcomes(storage, KILLED)).containsExactly(before);
        assertThat(outcomes(storage.restart(KILLED, 0), POWER_CUT_ORDERED)).isEqualTo(row.ordered);
        assertThat(outcomes(storage.restart(KILLED, 0).restart(KILLED, 0), POWER_CUT_ANY))
                .isEqualTo(row.any);
    }

    private static Set<String> outcomes(SimulatedStorage storage, Survival survival) {
        Set<String> outcomes = new TreeSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedStorage next = storage.restart(survival, seed);
            outcomes.add(Files.all(next.view()).toString());
            if (survival != KILLED) {
                assertSettled(next);
            }
        }
        return outcomes;
    }

    /** What a power cut left cannot be lost in the next one. */
    private static void assertSettled(SimulatedStorage storage) {
        assertThat(Files.all(storage.restart(POWER_CUT_ANY, 1).view())).isEqualTo(Files.all(storage.view()));
    }
}
