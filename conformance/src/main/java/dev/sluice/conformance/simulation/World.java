package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.conformance.simulation.Outputs.Acted;
import dev.sluice.conformance.simulation.Outputs.Transactional;
import dev.sluice.conformance.simulation.Outputs.Upserted;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.testkit.storage.Step;
import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything around the lives of one program: its disk, its feeds, what its outputs became, and the wall clock. */
final class World {
    /** Shared, for what is learned of a class costs more than a life. */
    private static final TypeRegistry TYPES = TypeRegistry.defaults();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

    private final Program program;
    private final Settings settings;
    private final Mistake mistake;
    private final Findings findings = new Findings();
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Transactional> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<FilesOutput> files = new ArrayList<>();
    private ManualClock clock = new ManualClock(BEGIN);
    private SimulatedStorage disk = new SimulatedStorage(new CurrentClock());
    private int lives;
    private long operations;

    World(Program program, Settings settings, Mistake mistake) {
        this.program = program;
        this.settings = settings;
        this.mistake = mistake;
        for (int i = 0; i < program.feeds().size(); i++) {
            feeds.add(feed(program.feeds().get(i), "feed-" + i));
            inputs.add(Transactional.of("input-" + i, mistake, findings));
        }
        for (int i = 0; i < program.outputs().size(); i++) {
            outputs.add(output(program.outputs().get(i).kind(), "output" + i));
        }
    }

    private Feed feed(Program.FeedKind kind, String name) {
        return switch (kind) {
            case REPLAYABLE -> new ReplayableFeed(name, settings.perBatch(), mistake, findings);
            case RELIABLE -> new ReliableFeed(name, mistake);
            case LOSSY -> new LossyFeed(name);
            case FILES -> new FilesFeed(name);
        };
    }

    private Output output(Program.OutputKind kind, String name) {
        return switch (kind) {
            case TRANSACTIONAL -> Transactional.of(name, mistake, findings);
            case UPSERTED -> new Upserted(name, new Ledger(name, findings));
            case ACTED -> new Acted(name, new TreeMap<>());
            case FILES -> {
                FilesOutput output = new FilesOutput(name, mistake, findings);
                files.add(output);
                yield output;
            }
        };
    }

    /** One life; afterwards the disk is as its end left it. */
    Life.End live(LifePlan plan) throws InterruptedException {
        lives++;
        SimulatedStorage mortal = disk;
        if (plan.mishap() != null) {
            mortal.inject(plan.mishap().fault());
        }
        mortal.observe(step -> look(step, mortal.view()));
        files.forEach(output -> output.look(mortal.view()));
        Storage seen = MistakenStorage.of(mortal, mistake);
        LeftThreads threads = new LeftThreads();
        Life.End end = new Life(this, new Moment(mortal, seen, clock, lives), plan).live();
        List<String> left = threads.names(PATIENCE);
        if (!left.isEmpty()) {
            findings.add("life " + lives + " left threads: " + left);
        }
        feeds.forEach(feed -> feed.died(end.inOrder()));
        operations = mortal.operations();
        return end;
    }

    /** The next life begins on what the last one left. */
    void goOn(LifePlan plan) {
        disk = disk.restart(plan.survival(), plan.chance());
        clock = new ManualClock(Instant.ofEpochMilli(clock.wallMillis()).plus(plan.downtime()));
    }

    private void look(Step step, Storage view) {
        files.forEach(output -> output.look(step, view));
    }

    StreamingContext context(Moment life) {
        return StreamingContext.builder(program.name())
                .batchInterval(Duration.ofSeconds(1))
                .master("local[1]")
                .checkpoint(life.storage(), "the simulated disk")
                .durability(settings.durability())
                .snapshotInterval(Duration.ofSeconds(settings.snapshotSeconds()))
                .failures(settings.failures())
                .runMissedIntervals(settings.missedIntervals())
                .types(TYPES)
                .clock(life.clock())
                .build();
    }

    /** The input of a program, in which a mistake may be planted. */
    DStream<Event> touched(DStream<Event> input, int life) {
        return mistake == Mistake.RANDOM_FUNCTION ? input.map(event -> event.withValue(event.value() + life)) : input;
    }

    Program program() {
        return program;
    }

    List<Feed> feeds() {
        return feeds;
    }

    List<Transactional> inputs() {
        return inputs;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<FilesOutput> files() {
        return files;
    }

    Findings findings() {
        return findings;
    }

    SimulatedStorage disk() {
        return disk;
    }

    int lives() {
        return lives;
    }

    /** How many operations the disk did in the last life. */
    long operations() {
        return operations;
    }

    /** The clock of the life that is going on. */
    private final class CurrentClock implements Clock {
        @Override
        public long monotonicNanos() {
            return clock.monotonicNanos();
        }

        @Override
        public long wallMillis() {
            return clock.wallMillis();
        }
    }
}
