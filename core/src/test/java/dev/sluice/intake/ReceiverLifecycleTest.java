package dev.sluice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.error.SourceException;
import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputLimits;
import dev.sluice.source.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReceiverLifecycleTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final IntakeFixture world = new IntakeFixture();

    @Test
    void aReceiverRunsOnDaemonThreadsThatBearTheNameOfItsStream() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        start(ScriptedReceiver.starting(r -> thread.complete(Thread.currentThread())));
        assertThat(thread.join().getName()).isEqualTo("sluice-test source-receiver-7");
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void aReceiverThatThrowsOnStartIsStoppedAndStartedAgainAfterPausesThatDouble() {
        List<Long> pauses = new ArrayList<>();
        AtomicInteger stops = new AtomicInteger();
        start(new ScriptedReceiver<>(
                r -> {
                    throw new IllegalStateException("no network");
                },
                r -> stops.incrementAndGet()));
        for (int failure = 1; failure <= 11; failure++) {
            world.log.await("stopped", failure);
            Patience.until(() -> world.clock.waitingTasks() == 1);
            long pause = world.clock.nextDeadline().orElseThrow() - world.clock.monotonicNanos();
            pauses.add(Duration.ofNanos(pause).toMillis());
            world.clock.advance(Duration.ofNanos(pause));
        }
        assertThat(pauses)
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 30_000L, 30_000L);
        ReceiverInfo error = world.log.await("error", 2);
        assertThat(error.message())
                .isEqualTo("onStart threw: java.lang.IllegalStateException: no network; starts again after 200 ms");
        assertThat(error.active()).isFalse();
        assertThat(error.starts()).isEqualTo(2);
        assertThat(error.error()).containsInstanceOf(IllegalStateException.class);
        world.log.await("stopped", 12);
        assertThat(stops).hasValue(12);
    }

    @Test
    void thePausesBeginAnewOnceSomethingWasStored() {
        AtomicInteger starts = new AtomicInteger();
        start(ScriptedReceiver.<Integer>starting(r -> {
            if (starts.incrementAndGet() == 4) {
                r.store(1);
            }
            r.restart("lost the connection");
        }));
        for (int i = 1; i <= 3; i++) {
            restartNow(i);
        }
        assertThat(world.log.await("stopped", 3).message()).contains("after 400 ms");
        assertThat(world.log.await("stopped", 4).message()).isEqualTo("lost the connection; starts again after 100 ms");
    }

    @Test
    void aReceiverCanAskForItsOwnPause() {
        start(ScriptedReceiver.starting(r -> r.restart("busy", new IOException("503"), Duration.ofSeconds(42))));
        ReceiverInfo error = world.log.await("error", 1);
        assertThat(error.message()).isEqualTo("busy; starts again after 42000 ms");
        assertThat(error.error().orElseThrow()).hasMessage("503");
        Patience.until(() -> world.clock.waitingTasks() == 1);
        world.clock.advance(Duration.ofMillis(41_999));
        assertThat(world.log.kinds()).containsExactly("started", "error", "stopped");
        world.clock.advance(Duration.ofMillis(1));
        world.log.await("started", 2);
    }

    @Test
    void r1AThousandRestartsNeverRunTwoReceiversAtOnceAndLeaveNoThread() {
        AtomicInteger alive = new AtomicInteger();
        AtomicInteger aliveMost = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(
                r -> {
                    Thread thread = new Thread(() -> {
                        aliveMost.accumulateAndGet(alive.incrementAndGet(), Math::max);
                        r.store(1);
                        r.restart("again");
                        r.restart("again, said twice");
                        Patience.until(r::isStopped);
                        alive.decrementAndGet();
                    });
                    threads.add(thread);
                    thread.start();
                },
                r -> Patience.join(threads.get(threads.size() - 1))));
        for (int i = 1; i <= 1_000; i++) {
            restartNow(i);
        }
        world.log.await("stopped", 1_001);
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(aliveMost).hasValue(1);
        assertThat(threads)
                .hasSize(1_001)
                .allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
        Patience.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("sluice-test source-receiver-7")));
        assertThat(world.nextRecords(intake)).hasSize(1_001);
        assertThat(world.clock.waitingTasks()).isZero();
    }

    @Test
    void aThreadThatMissedARestartIsLockedOutForEver() {
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Thread> late = new CompletableFuture<>();
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        AtomicReference<String> seen = new AtomicReference<>();
        ReceiverIntake<String> intake = start(ScriptedReceiver.<String>starting(r -> {
            if (late.isDone()) {
                r.store("new");
                return;
            }
            late.complete(begin(() -> {
                r.store("old");
                stored.countDown();
                Patience.await(release);
                seen.set(r.isStopped() + " " + r.isStarted());
                r.restart("because my connection broke");
                r.stop("because my connection broke");
                r.reportError("my connection broke", null);
                refusal.set(catchThrowable(() -> r.store("late")));
            }));
            Patience.await(stored);
            r.restart("again");
        }));
        restartNow(1);
        world.log.await("started", 2);
        release.countDown();
        Patience.join(late.join());
        assertThat(seen).hasValue("true false");
        assertThat(refusal.get())
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessage("test source: what was stored is refused: this thread belongs to start 1 of the receiver,"
                        + " which has ended; start 2 is the newest. Let the threads that onStart begins end when"
                        + " isStopped() says so, and make those that are kept over restarts elsewhere");
        assertThat(world.awaitRecords(intake, 2)).containsExactly("old", "new");
        assertThat(world.log.kinds()).containsExactly("started", "error", "stopped", "started");
    }

    @Test
    void aThreadThatNoStartBeganStoresForWhicheverRuns() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        ReceiverIntake<Integer> intake = start(receiver);
        receiver.store(1);
        receiver.restart("again");
        world.log.await("stopped", 1);
        assertThat(receiver.isStopped()).isTrue();
        assertThatThrownBy(() -> receiver.store(2))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the receiver is restarting; end the thread when isStopped() says so");
        restartNow(1);
        world.log.await("started", 2);
        receiver.store(3);
        assertThat(receiver.isStarted()).isTrue();
        assertThat(world.nextRecords(intake)).containsExactly(1, 3);
    }

    @Test
    void aReceiverThatStopsItselfIsNotStartedAgainAndWhatItStoredIsRead() {
        ReceiverIntake<Integer> intake = start(ScriptedReceiver.<Integer>starting(r -> {
            r.store(1);
            r.stop("the end of the tape");
        }));
        ReceiverInfo info = world.log.await("stopped", 1);
        assertThat(info.message()).isEqualTo("the end of the tape");
        assertThat(info.active()).isFalse();
        world.clock.advance(DAY);
        assertThat(world.log.kinds()).containsExactly("started", "stopped");
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(world.nextRecords(intake)).containsExactly(1);
    }

    @Test
    void anErrorThatIsOnlyReportedChangesNothing() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        start(receiver);
        receiver.reportError("one bad message", new IOException("bad"));
        ReceiverInfo info = world.log.await("error", 1);
        assertThat(info.active()).isTrue();
        assertThat(info.message()).isEqualTo("one bad message");
        assertThat(info.name()).isEqualTo("test source");
        assertThat(receiver.isStarted()).isTrue();
    }

    @Test
    void whatOnStopStoresIsTakenIn() {
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(r -> r.store(1), r -> r.store(List.of(2, 3))));
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3);
    }

    @Test
    void aStopWaitsForThreadsThatStillHaveRecordsAtHand() {
        CountDownLatch stopping = new CountDownLatch(1);
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(
                r -> begin(() -> {
                    r.store(1);
                    Patience.await(stopping);
                    r.store(2);
                    r.store(3);
                }),
                r -> stopping.countDown()));
        Patience.until(() -> intake.waiting() == 1);
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(world.nextRecords(intake)).containsExactly(1, 2, 3);
    }

    @Test
    void aStopGivesUpOnAThreadThatDoesNotEndAndRefusesWhatItStores() {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        ReceiverIntake<Integer> intake = start(ScriptedReceiver.<Integer>starting(r -> begin(() -> {
            r.store(1);
            Patience.await(release);
            refusal.complete(catchThrowable(() -> r.store(2)));
        })));
        Patience.until(() -> intake.waiting() == 1);
        assertThat(intake.stop(Duration.ofMillis(1))).isFalse();
        release.countDown();
        assertThat(refusal.join())
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the receiver is stopped; end the thread when isStopped() says so");
        assertThat(world.nextRecords(intake)).containsExactly(1);
    }

    @Test
    void onStopComesOnceAndAfterOnStartHasReturned() {
        CountDownLatch stopping = new CountDownLatch(1);
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(
                r -> {
                    Patience.await(stopping);
                    Patience.until(r::isStopped);
                    calls.add("onStart returns");
                },
                r -> calls.add("onStop")));
        stopping.countDown();
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(calls).containsExactly("onStart returns", "onStop");
    }

    @Test
    void anOnStartThatDoesNotReturnIsInterruptedAndStoppedWhenTheStopGivesUp() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(
                r -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                },
                r -> stopped.countDown()));
        assertThat(intake.stop(Duration.ofMillis(1))).isFalse();
        Patience.await(interrupted);
        Patience.await(stopped);
        assertThat(world.log.kinds()).doesNotContain("error");
    }

    @Test
    void anOnStopThatThrowsIsReportedAndChangesNothing() {
        ReceiverIntake<Integer> intake = start(new ScriptedReceiver<>(r -> r.restart("again"), r -> {
            throw new IllegalStateException("already closed");
        }));
        assertThat(world.log.await("error", 2).message())
                .isEqualTo("onStop threw: java.lang.IllegalStateException: already closed");
        restartNow(1);
        world.log.await("started", 2);
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
    }

    @Test
    void aStopCallsOffTheNextStart() {
        ReceiverIntake<Integer> intake = start(ScriptedReceiver.starting(r -> r.restart("again")));
        world.log.await("stopped", 1);
        Patience.until(() -> world.clock.waitingTasks() == 1);
        assertThat(intake.stop(Patience.LIMIT)).isTrue();
        assertThat(world.clock.waitingTasks()).isZero();
        assertThat(world.log.kinds()).containsExactly("started", "error", "stopped");
    }

    @Test
    void aReceiverThatNeverStartedStopsAtOnce() {
        ReceiverIntake<Integer> intake = new ReceiverIntake<>(ScriptedReceiver.idle(), world.context());
        assertThat(intake.stop(Duration.ZERO)).isTrue();
        intake.start();
        assertThat(world.log.kinds()).isEmpty();
    }

    @Test
    void aListenerThatThrowsDisturbsNothing() {
        StreamingListener rude = new StreamingListener() {
            @Override
            public void onReceiverStarted(ReceiverInfo receiver) {
                throw new IllegalStateException("not now");
            }
        };
        InputContext polite = world.context();
        InputContext context = new InputContext(
                polite.streamId(),
                polite.name(),
                polite.engine(),
                polite.clock(),
                polite.scheduler(),
                InputLimits.DEFAULT,
                rude);
        ReceiverIntake<Integer> intake = new ReceiverIntake<>(ScriptedReceiver.starting(r -> r.store(1)), context);
        intake.start();
        assertThat(world.awaitRecords(intake, 1)).containsExactly(1);
    }

    @Test
    void aReceiverFeedsOneStreamAtATime() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        ReceiverIntake<Integer> first = start(receiver);
        assertThatThrownBy(() -> new ReceiverIntake<>(receiver, world.context()))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("receiver scripted already feeds stream 7 and cannot feed stream 7 too; give each stream a"
                        + " receiver of its own");
        assertThat(first.stop(Patience.LIMIT)).isTrue();
        ReceiverIntake<Integer> second = new ReceiverIntake<>(receiver, world.context());
        second.start();
        world.log.await("started", 2);
        receiver.store(1);
        assertThat(world.nextRecords(second)).containsExactly(1);
    }

    @Test
    void aReceiverOutsideOfAStreamSaysSo() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        assertThat(receiver.isStarted()).isFalse();
        assertThat(receiver.isStopped()).isFalse();
        assertThatThrownBy(() -> receiver.store(1))
                .isInstanceOf(IllegalLifecycleException.class)
                .hasMessage("receiver scripted is not started; give it to a stream, and store from onStart on, in"
                        + " threads that it begins");
        new ReceiverIntake<>(receiver, world.context());
        assertThatThrownBy(() -> receiver.store(1))
                .isInstanceOf(ReceiverStoppedException.class)
                .hasMessageContaining("the receiver is not started yet; store from onStart on");
    }

    @Test
    void nullIsNoRecord() {
        Receiver<Integer> receiver = ScriptedReceiver.idle();
        ReceiverIntake<Integer> intake = start(receiver);
        List<Integer> withNull = new ArrayList<>();
        withNull.add(1);
        withNull.add(null);
        String text = "receiver scripted stored null; a record is never null: leave it out, or make it an Optional";
        assertThatThrownBy(() -> receiver.store((Integer) null))
                .isInstanceOf(SourceException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> receiver.store(withNull))
                .isInstanceOf(SourceException.class)
                .hasMessage(text);
        assertThat(world.nextRecords(intake)).isEmpty();
    }

    private <T> ReceiverIntake<T> start(Receiver<T> receiver) {
        ReceiverIntake<T> intake = new ReceiverIntake<>(receiver, world.context());
        intake.start();
        world.log.await("started", 1);
        return intake;
    }

    /** Lets the pause after the stop with this number pass. */
    private void restartNow(int stop) {
        world.log.await("stopped", stop);
        Patience.until(() -> world.clock.waitingTasks() == 1);
        world.clock.advance(Duration.ofNanos(world.clock.nextDeadline().orElseThrow() - world.clock.monotonicNanos()));
    }

    private static Thread begin(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Throwable catchThrowable(Runnable work) {
        return org.assertj.core.api.Assertions.catchThrowable(work::run);
    }
}
