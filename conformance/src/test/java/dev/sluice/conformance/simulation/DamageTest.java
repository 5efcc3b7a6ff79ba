package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.conformance.simulation.Simulation.Outcome;
import dev.sluice.testkit.storage.Damage;
import dev.sluice.testkit.storage.Survival;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * The directory is damaged between two lives. What nobody can tell from a crash is left out: the end of the newest segment
 * of the log, which a power cut may take as well while it is not synced.
 */
class DamageTest {
    private static final long TRIALS = 600;
    private static final List<Integer> GIVEN = List.of(3, 2, 0, 4, 3, 1);

    @Test
    void aFlippedBitIsHarmlessOrFound() {
        check(DamageTest::flipBit);
    }

    private static Damage flipBit(SortedMap<String, Long> files, long number) {
        SplittableRandom random = new SplittableRandom(number);
        return flipBit(files, any(files, random), random);
    }

    private static Damage flipBit(SortedMap<String, Long> files, String path, SplittableRandom random) {
        return Damage.flipBit(path, random.nextLong(8 * files.get(path)));
    }

    @Test
    void thatNobodyLooksAtChecksumsIsFound() {
        long number = 1;
        while (number <= TRIALS
                && trial(Mistake.CHECKSUMS_NOT_READ, DamageTest::flipBitOfLog, number)
                        .holds()) {
            number++;
        }
        assertThat(number).as("the first trial that finds it").isLessThanOrEqualTo(TRIALS);
        assertThat(trial(Mistake.NONE, DamageTest::flipBitOfLog, number).findings())
                .isEmpty();
    }

    /** What the next life reads of it decides what it does. */
    private static Damage flipBitOfLog(SortedMap<String, Long> files, long number) {
        SplittableRandom random = new SplittableRandom(number);
        String newest = files.keySet().stream()
                .filter(name -> name.startsWith("log-") && files.get(name) > 0)
                .reduce((before, after) -> after)
                .orElseGet(() -> any(files, random));
        return flipBit(files, newest, random);
    }

    @Test
    void aFileThatIsGoneOrShortIsHarmlessOrFound() {
        check((files, number) -> {
            SplittableRandom random = new SplittableRandom(number);
            String path = anyButTheNewestSegment(files, random);
            return random.nextBoolean() ? Damage.delete(path) : Damage.truncate(path, random.nextLong(files.get(path)));
        });
    }

    @Test
    void filesInEachOthersPlaceAreHarmlessOrFound() {
        check((files, number) -> {
            SplittableRandom random = new SplittableRandom(number);
            String path = anyButTheNewestSegment(files, random);
            String other = anyButTheNewestSegment(files, random);
            return random.nextBoolean() ? Damage.swap(path, other) : Damage.duplicate(path, other);
        });
    }

    @Test
    void bytesBehindTheEndOfAFileAreHarmlessOrFound() {
        check((files, number) -> {
            SplittableRandom random = new SplittableRandom(number);
            String path = any(files, random);
            return random.nextBoolean()
                    ? Damage.appendZeros(path, 1 + random.nextInt(4_096))
                    : Damage.appendOld(path, 1 + random.nextInt(files.get(path).intValue()));
        });
    }

    private static void check(BiFunction<SortedMap<String, Long>, Long, Damage> damage) {
        Seeds.Result result = Seeds.run(1, TRIALS, number -> trial(Mistake.NONE, damage, number));
        assertThat(result.failed()).as(result.told()).isEmpty();
    }

    private static Outcome trial(
            Mistake mistake, BiFunction<SortedMap<String, Long>, Long, Damage> damage, long number) {
        Program program = Programs.ALL.get((int) (number % Programs.ALL.size()));
        return DamageTrial.run(program, mistake, first(number), damage, number);
    }

    private static LifePlan first(long number) {
        return number % 3 == 0
                ? LifePlan.clean(GIVEN)
                : LifePlan.with(Mishap.diesAfter(20 + number * 31 % 300), GIVEN, Survival.KILLED, number);
    }

    private static String any(SortedMap<String, Long> files, SplittableRandom random) {
        List<String> names = new ArrayList<>(files.keySet());
        names.removeIf(name -> files.get(name) == 0);
        return names.get(random.nextInt(names.size()));
    }

    private static String anyButTheNewestSegment(SortedMap<String, Long> files, SplittableRandom random) {
        List<String> names = new ArrayList<>(files.keySet());
        names.removeIf(name -> files.get(name) == 0);
        names.stream()
                .filter(name -> name.startsWith("log-"))
                .reduce((before, after) -> after)
                .ifPresent(names::remove);
        return names.get(random.nextInt(names.size()));
    }
}
