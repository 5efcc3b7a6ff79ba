package dev.sluice.conformance.recovery;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.conformance.simulation.Below;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.SimulatedStorage;
import dev.sluice.testkit.storage.Survival;
import dev.sluice.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A machine with a disk and a wall clock. A program runs on it, dies, and runs again on what the disk still has: its
 * directory is {@code checkpoint}, its outputs are in {@code out}.
 */
final class Machine {
    static final Duration INTERVAL = Duration.ofSeconds(1);
    static final String CHECKPOINT = "checkpoint";
    static final Instant FIRST_START = Instant.parse("2026-01-01T00:00:00Z");

    private SimulatedStorage disk = new SimulatedStorage();
    private Instant now = FIRST_START;

    /** What a program is. */
    @FunctionalInterface
    interface Definition {
        void define(StreamingContext context, Location out);
    }

    SimulatedStorage disk() {
        return disk;
    }

    /** Builds a program and starts it; throws what its start throws. */
    Life start(Definition program) {
        return start(builder -> builder, program);
    }

    /** The same with other settings. */
    Life start(UnaryOperator<Builder> settings, Definition program) {
        return start(disk, settings, program);
    }

    /** The same as a process with a disk of its own, or a look of its own at this one. */
    Life start(SimulatedStorage seen, UnaryOperator<Builder> settings, Definition program) {
        ManualClock clock = new ManualClock(now);
        Builder builder = StreamingContext.builder("job")
                .batchInterval(INTERVAL)
                .master("local[2]")
                .checkpoint(new Below(seen, CHECKPOINT), CHECKPOINT)
                .snapshotInterval(INTERVAL.multipliedBy(2))
                .clock(clock);
        StreamingContext context = settings.apply(builder).build();
        program.define(context, new Location(seen, "out/counts"));
        context.start();
        return new Life(context, clock, seen);
    }

    /** The process dies, by the loss of power perhaps, and the disk is as that leaves it. */
    void die(Life life, Survival survival, long seed) {
        now = Instant.ofEpochMilli(life.clock().wallMillis());
        life.die();
        disk = disk.restart(survival, seed);
    }

    /** Starts a program that dies somewhere, perhaps while it starts, and lets it run until then. */
    void live(UnaryOperator<Builder> settings, Definition program, int batches, Survival survival, long seed) {
        Life life;
        try {
            life = start(settings, program);
        } catch (Throwable dead) {
            if (!disk.isCrashed()) {
                throw dead;
            }
            disk = disk.restart(survival, seed);
            return;
        }
        die(life.run(batches), survival, seed);
    }

    /** The same with the usual settings. */
    void live(Definition program, int batches, Survival survival, long seed) {
        live(builder -> builder, program, batches, survival, seed);
    }

    /** The process is killed. */
    void die(Life life) {
        die(life, Survival.KILLED, 1);
    }

    /** The process stops in good order. */
    void stop(Life life) {
        now = Instant.ofEpochMilli(life.clock().wallMillis());
        life.context().stop(true);
        disk = disk.restart(Survival.POWER_CUT_ANY, 1);
    }

    /** The disk as it is after the death of a process that did not even start. */
    void reboot(Survival survival, long seed) {
        disk.crash();
        disk = disk.restart(survival, seed);
    }

    /** Time goes by, or is set anew, while nothing runs. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    /** What is visible of each batch: its time since the first start, in seconds, and its sorted lines. */
    List<String> visible() {
        return visible("counts-");
    }

    private List<String> visible(String prefix) {
        TreeMap<Long, List<String>> batches = new TreeMap<>();
        Storage view = disk.view();
        if (view.exists("out")) {
            for (Entry entry : view.list("out")) {
                if (entry.name().startsWith(prefix)) {
                    batches.put(seconds(entry.name()), lines(view, "out/" + entry.name()));
                }
            }
        }
        List<String> shown = new ArrayList<>();
        batches.forEach((second, lines) -> shown.add(second + ": " + String.join(" ", lines)));
        return shown;
    }

    /** The same without the times. */
    List<String> content() {
        return content("counts-");
    }

    /** The lines of each batch of the output with this prefix. */
    List<String> content(String prefix) {
        return visible(prefix).stream()
                .map(batch -> batch.substring(batch.indexOf(' ') + 1))
                .toList();
    }

    /** The names of the files in the program's directory. */
    List<String> kept() {
        return disk.view().list(CHECKPOINT).stream().map(Entry::name).toList();
    }

    private static long seconds(String name) {
        String millis = name.replaceAll("\\D", "");
        return (Long.parseLong(millis) - FIRST_START.toEpochMilli()) / 1000;
    }

    private static List<String> lines(Storage view, String directory) {
        List<String> lines = new ArrayList<>();
        for (Entry part : view.list(directory)) {
            if (part.name().startsWith("part-")) {
                byte[] bytes = view.read(directory + "/" + part.name(), 0, (int) part.size());
                new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }
        return lines.stream().sorted().toList();
    }
}
