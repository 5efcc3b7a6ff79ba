package dev.sluice.conformance.simulation;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.Damage;
import dev.sluice.testkit.storage.SimulatedStorage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A program whose directory is damaged between two lives: the next one goes on and is right, or ends with a typed error and
 * has deleted nothing.
 */
final class DamageTrial {
    private final World world;

    private DamageTrial(Program program, Mistake mistake) {
        world = new World(program, Settings.PLAIN, mistake);
    }

    /**
     * Lives as planned, damages, and lives on.
     *
     * @param damage of the files of the directory, chosen by a number
     * @return what does not hold
     */
    static Simulation.Outcome run(
            Program program,
            Mistake mistake,
            LifePlan first,
            BiFunction<SortedMap<String, Long>, Long, Damage> damage,
            long number) {
        try {
            return new DamageTrial(program, mistake).run(first, damage, number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException("the trial was interrupted", e);
        }
    }

    private Simulation.Outcome run(
            LifePlan first, BiFunction<SortedMap<String, Long>, Long, Damage> damage, long number)
            throws InterruptedException {
        Life.End begun = world.live(first);
        world.goOn(first);
        Damage done = damage.apply(files(world.disk()), number);
        world.disk().damage(done);
        Map<String, byte[]> before = contents(world.disk());
        LifePlan plan = LifePlan.clean(Collections.nCopies(10, 0));
        Life.End end = world.live(plan);
        if (end.inOrder()) {
            new Judgement(world).judge();
        } else if (!(end.failure() instanceof SluiceException)) {
            world.findings().add("damage became " + end.failure());
        } else {
            requireUntouched(before);
        }
        List<String> findings = world.findings().all().stream()
                .map(finding -> done + ", after " + begun + ": " + finding)
                .toList();
        return new Simulation.Outcome(
                world.lives(), findings, world.disk().journal(), world.disk().operations());
    }

    private void requireUntouched(Map<String, byte[]> before) {
        Map<String, byte[]> after = contents(world.disk());
        before.forEach((path, content) -> {
            byte[] now = after.get(path);
            if (now == null || !Arrays.equals(content, now)) {
                world.findings().add("the damage was found, but '" + path + "' was changed");
            }
        });
    }

    /** The files of the directory, without those of outputs and feeds. */
    static SortedMap<String, Long> files(SimulatedStorage disk) {
        SortedMap<String, Long> files = new TreeMap<>(disk.files());
        files.keySet().removeIf(path -> path.contains("/"));
        return files;
    }

    private static Map<String, byte[]> contents(SimulatedStorage disk) {
        Storage view = disk.view();
        Map<String, byte[]> contents = new TreeMap<>();
        files(disk).keySet().forEach(path -> contents.put(path, view.read(path, 0, 1 << 24)));
        return contents;
    }
}
