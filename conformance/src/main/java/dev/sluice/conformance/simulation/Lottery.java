package dev.sluice.conformance.simulation;

import dev.sluice.batch.FailurePolicy;
import dev.sluice.conformance.simulation.LifePlan.Ending;
import dev.sluice.storage.Durability;
import dev.sluice.testkit.storage.Failure;
import dev.sluice.testkit.storage.Survival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Everything about a simulation that a seed decides. */
final class Lottery {
    private static final long[] DOWNTIMES_MILLIS = {0, 0, 300, 1_000, 2_500, 7_000, 61_000, -5_000};

    private final SplittableRandom random;

    Lottery(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What a seed stands for. */
    record Draw(Program program, Settings settings, List<LifePlan> plans) {}

    static Draw draw(long seed) {
        Lottery lottery = new Lottery(seed);
        Program program = new RandomPrograms(lottery.random).program();
        Settings settings = lottery.settings();
        return new Draw(program, settings, lottery.plans(settings));
    }

    private Settings settings() {
        FailurePolicy failures = random.nextBoolean()
                ? FailurePolicy.stop()
                : FailurePolicy.retry(1 + random.nextInt(3), Duration.ofMillis(500L * random.nextInt(4)));
        return new Settings(
                random.nextInt(4) == 0 ? Durability.PROCESS : Durability.POWER,
                1 + random.nextInt(4),
                failures,
                random.nextInt(4) == 0,
                3 + random.nextInt(4));
    }

    private List<LifePlan> plans(Settings settings) {
        List<LifePlan> plans = new ArrayList<>();
        int lives = 1 + random.nextInt(6);
        for (int i = 0; i < lives; i++) {
            plans.add(plan(settings));
        }
        return plans;
    }

    private LifePlan plan(Settings settings) {
        List<Integer> given = given();
        long operation = 1 + random.nextLong(random.nextInt(3) == 0 ? 60 : 80 + 60L * given.size());
        return new LifePlan(
                mishap(operation),
                given,
                1 + random.nextInt(given.size() + 2),
                ending(settings),
                settings.durability() == Durability.PROCESS ? Survival.KILLED : any(List.of(Survival.values())),
                random.nextLong(),
                Duration.ofMillis(DOWNTIMES_MILLIS[random.nextInt(DOWNTIMES_MILLIS.length)]));
    }

    /** A graceful stop would wait for a pause before a retry, and nobody would wind the clock. */
    private Ending ending(Settings settings) {
        Ending ending = any(List.of(Ending.values()));
        return ending == Ending.GRACEFUL && !settings.failures().retryDelay().isZero() ? Ending.STOPPED : ending;
    }

    private List<Integer> given() {
        List<Integer> given = new ArrayList<>();
        int seconds = 1 + random.nextInt(7);
        for (int i = 0; i < seconds; i++) {
            given.add(random.nextInt(5));
        }
        return given;
    }

    private Mishap mishap(long operation) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Mishap.diesBefore(operation);
            case 2, 3 -> Mishap.diesAfter(operation);
            case 4 -> Mishap.diesDuring(operation);
            default -> error(operation);
        };
    }

    private Mishap error(long operation) {
        Failure failure = any(List.of(Failure.values()));
        return random.nextInt(3) == 0 && failure != Failure.LOST_REPLY
                ? Mishap.failsFrom(failure, operation)
                : Mishap.fails(failure, operation);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
