package dev.sluice.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.data.KeyValue;
import dev.sluice.source.Sources;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.StreamTester;
import dev.sluice.testkit.storage.Fault;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/testing.md about programs with a directory. */
class RestartTestingTest {
    // snippet: restart-run
    /** One run of the program on this disk; gives the sums that it told. */
    static List<Integer> sums(Storage disk) {
        List<Integer> sums = new ArrayList<>();
        try (StreamTester tester =
                StreamTester.create(settings -> settings.strict(false).checkpoint(disk, "disk"))) {
            tester.context().stream(Sources.list(List.of(1, 2, 3, 4), 1))
                    .mapToPair(number -> KeyValue.of("sum", number))
                    .<Integer>updateStateByKey((news, sum) -> Optional.of(sum.orElse(0)
                            + news.stream().mapToInt(number -> number).sum()))
                    .foreachRdd(rdd -> sums.addAll(rdd.values().collect()));
            tester.runBatches(4);
        }
        return sums;
    }
    // end

    // snippet: restart-test
    @Test
    void theSumIsRightWhereverTheProgramDied() {
        SimulatedStorage whole = new SimulatedStorage();
        assertThat(sums(whole)).containsExactly(1, 3, 6, 10);
        for (long n = 1; n <= whole.operations(); n++) {
            SimulatedStorage disk = new SimulatedStorage().inject(Fault.crashDuring(n));
            catchThrowable(() -> sums(disk));
            SimulatedStorage next = disk.restart(Survival.POWER_CUT_ANY, n);
            assertThat(sums(next)).as("%s", next.journal()).endsWith(10);
        }
    }
    // end
}
