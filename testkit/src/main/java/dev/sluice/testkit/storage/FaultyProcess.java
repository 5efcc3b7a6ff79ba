package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.testkit.storage.Strike.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One life on a disk: counts its operations, and lets them fail and it die where that was planned. Takes the lock of the
 * disk for each step, so that a step and what is told of it are one.
 */
final class FaultyProcess {
    private final ReentrantLock lock;
    private final StepJournal journal;
    private final Faults faults = new Faults();
    private final Map<Object, String> open = new LinkedHashMap<>();
    private Consumer<Step> observer = step -> {};
    private long operations;
    private volatile @Nullable String death;

    FaultyProcess(ReentrantLock lock, List<String> birth) {
        this.lock = lock;
        this.journal = new StepJournal(birth);
    }

    <T> T perform(Operation operation, String path, Act<T> act) {
        return perform(operation, path, "", 0, act);
    }

    <T> T perform(Operation operation, String path, String target, int bytes, Act<T> act) {
        Plan plan = locked(() -> next(operation, path, target, bytes));
        plan.strike.runHook();
        return locked(() -> carryOut(plan.step, plan.strike, act));
    }

    private record Plan(Step step, Strike strike) {}

    private Plan next(Operation operation, String path, String target, int bytes) {
        requireAlive();
        Step step = new Step(++operations, operation, path, target, bytes);
        journal.add(step);
        return new Plan(step, faults.next(step));
    }

    private <T> T carryOut(Step step, Strike strike, Act<T> act) {
        requireAlive();
        dieIf(strike, Moment.BEFORE, step);
        if (strike.crashes(Moment.DURING)) {
            act.runHalf();
            observer.accept(step);
            dieIf(strike, Moment.DURING, step);
        }
        if (strike.prevents()) {
            act.fail();
            observer.accept(step);
            dieIf(strike, Moment.AFTER, step);
            throw failed(step, strike);
        }
        Supplier<T> outcome = attempt(act);
        observer.accept(step);
        dieIf(strike, Moment.AFTER, step);
        T result = outcome.get();
        if (strike.failure() != null) {
            throw failed(step, strike);
        }
        return result;
    }

    private <T> Supplier<T> attempt(Act<T> act) {
        try {
            T result = act.run();
            return () -> result;
        } catch (StorageException refusal) {
            journal.add("  refused: " + refusal.kind());
            return () -> {
                throw refusal;
            };
        }
    }

    private StorageException failed(Step step, Strike strike) {
        Failure failure = Objects.requireNonNull(strike.failure());
        journal.add("  failed: " + failure);
        return Refusal.injected(failure, step);
    }

    private void dieIf(Strike strike, Moment moment, Step step) {
        if (strike.crashes(moment)) {
            die(moment.name().toLowerCase(Locale.ROOT) + " operation " + step);
            requireAlive();
        }
    }

    void die(String when) {
        act(() -> {
            if (death == null) {
                death = "crash " + when;
                journal.add("  " + death);
            }
        });
    }

    void requireAlive() {
        String cause = death;
        if (cause != null) {
            throw new Crash(cause);
        }
    }

    boolean isDead() {
        return death != null;
    }

    void inject(Fault fault) {
        act(() -> faults.add(fault));
    }

    void clearFaults() {
        act(faults::clear);
    }

    void observe(Consumer<Step> newObserver) {
        act(() -> observer = newObserver);
    }

    long operations() {
        return locked(() -> operations);
    }

    List<String> journal() {
        return locked(journal::lines);
    }

    void note(Damage damage) {
        act(() -> journal.add("  damage: " + damage));
    }

    void opened(Object handle, String path) {
        act(() -> open.put(handle, path));
    }

    void closed(Object handle) {
        act(() -> open.remove(handle));
    }

    List<String> openFiles() {
        return locked(() -> List.copyOf(open.values()));
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void act(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
