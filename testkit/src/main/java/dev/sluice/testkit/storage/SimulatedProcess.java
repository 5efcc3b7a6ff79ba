package dev.sluice.testkit.storage;

import dev.sluice.error.StorageException;
import dev.sluice.testkit.storage.Strike.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One life on a disk: counts its operations, and lets them fail and it die where that was planned. */
final class SimulatedProcess {
    private final SimulatedDisk disk;
    private final StepJournal journal;
    private final Faults faults = new Faults();
    private final Map<Object, String> open = new LinkedHashMap<>();
    private Consumer<Step> observer = step -> {};
    private long operations;
    private @Nullable String death;

    SimulatedProcess(SimulatedDisk disk, List<String> birth) {
        this.disk = disk;
        this.journal = new StepJournal(birth);
    }

    <T> T perform(Operation operation, Place place, Act<T> act) {
        return perform(operation, place.path(), "", 0, act);
    }

    <T> T perform(Operation operation, String path, String target, int bytes, Act<T> act) {
        Plan plan = disk.locked(() -> next(operation, path, target, bytes));
        plan.strike.runHook();
        return disk.locked(() -> carryOut(plan.step, plan.strike, act));
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
        if (strike.prevents() || strike.crashes(Moment.DURING)) {
            act.runHalf();
            observer.accept(step);
            dieIf(strike, Moment.DURING, step);
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
        if (death == null) {
            death = "crash " + when;
            journal.add("  " + death);
        }
    }

    void requireAlive() {
        if (death != null) {
            throw new Crash(death);
        }
    }

    boolean isDead() {
        return death != null;
    }

    void inject(Fault fault) {
        faults.add(fault);
    }

    void clearFaults() {
        faults.clear();
    }

    void observe(Consumer<Step> newObserver) {
        observer = newObserver;
    }

    long operations() {
        return operations;
    }

    void note(Damage damage) {
        journal.add("  damage: " + damage);
    }

    List<String> journal() {
        return journal.lines();
    }

    void opened(Object handle, String path) {
        open.put(handle, path);
    }

    void closed(Object handle) {
        open.remove(handle);
    }

    List<String> openFiles() {
        return List.copyOf(open.values());
    }
}
