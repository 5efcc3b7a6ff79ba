package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.sink.Sink;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that stands still before any of its operations, is taken for dead, and goes on when another has taken over. */
class TakeOverTest {
    private static final int OPERATIONS_MAX = 1_000;

    private final ExecutorService runs = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        runs.shutdownNow();
    }

    /** A job on a disk, and a reader. */
    private final class World {
        private final SinkKind kind;
        private final String moment;
        private final Storage disk = new InMemoryStorage(new ManualClock());
        private final SinkJob job = new SinkJob("job", SinkKind.BATCHES);
        private final OutsideReader reader = new OutsideReader(disk, job.lines());
        private final Sink<String> sink;

        World(SinkKind kind, String moment) throws Exception {
            this.kind = kind;
            this.moment = moment;
            this.sink = kind.over(disk);
            job.begin().write(sink, 1, this::look);
        }

        void look() {
            reader.look(moment);
        }

        /** A run that has begun when this returns, and ends with a failure or none. */
        Future<@Nullable Throwable> start(Pause pause) {
            SinkJob.Run run = job.begin();
            return runs.submit(() -> {
                Sink<String> watched = kind.over(new WatchedStorage(disk, pause));
                Throwable failure = catchThrowable(() -> run.finish(watched, () -> pause.before("commit")));
                pause.ended();
                return failure;
            });
        }

        void assertEndsWell() throws Exception {
            job.begin().finish(sink, this::look);
            reader.assertComplete(moment);
        }
    }

    /** Pauses an older run until a newer one has taken over and written some batches; whether there is one so late. */
    private boolean pausedAt(int operation, int until, SinkKind kind) throws Exception {
        World world = new World(kind, "paused at " + operation);
        Pause pause = new Pause("", operation);
        Future<@Nullable Throwable> older = world.start(pause);
        if (!pause.isReached()) {
            return false;
        }
        world.look();
        boolean owesBatches = world.job.committed() < SinkKind.BATCHES.size();
        world.job.begin().write(world.sink, until, world::look);
        Map<String, String> visible = world.reader.visible();
        pause.goOn();
        assertThat(older.get() != null || !owesBatches).as(world.moment).isTrue();
        assertThat(world.reader.visible()).as(world.moment).isEqualTo(visible);
        world.assertEndsWell();
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void whatAnOlderRunDoesAfterwardsIsNeverVisible(SinkKind kind) throws Exception {
        for (int until : new int[] {0, 5}) {
            int operation = 1;
            while (operation < OPERATIONS_MAX && pausedAt(operation, until, kind)) {
                operation++;
            }
            assertThat(operation).isBetween(60, OPERATIONS_MAX - 1);
        }
    }

    /** Lets an older run go on while a newer one is taking over; whether both got so far. */
    private boolean passing(int rename, int operation, SinkKind kind) throws Exception {
        World world = new World(kind, "rename " + rename + " at operation " + operation);
        Pause older = new Pause("rename", rename);
        Pause newer = new Pause("", operation);
        Future<@Nullable Throwable> olderRun = world.start(older);
        if (!older.isReached()) {
            return false;
        }
        Future<@Nullable Throwable> newerRun = world.start(newer);
        assertThat(newer.isReached()).isTrue();
        older.goOn();
        olderRun.get();
        world.look();
        newer.goOn();
        assertThat(newerRun.get()).as(world.moment).isNull();
        world.reader.assertComplete(world.moment);
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void anOlderRunMayGoOnAtAnyMomentOfTheTakeOver(SinkKind kind) throws Exception {
        for (int operation = 1; operation <= 12; operation++) {
            int rename = 1;
            while (rename < OPERATIONS_MAX && passing(rename, operation, kind)) {
                rename++;
            }
            assertThat(rename).isBetween(10, OPERATIONS_MAX - 1);
        }
    }
}
