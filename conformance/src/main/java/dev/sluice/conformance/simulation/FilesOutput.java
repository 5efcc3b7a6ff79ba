package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.testkit.storage.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Directories of text files on the disk of the program, and a reader from outside who looks at them at every operation:
 * what is visible is whole, and stays as it was first seen.
 */
final class FilesOutput implements Output {
    static final String DIRECTORY = "out";

    private final String name;
    private final Mistake mistake;
    private final Findings findings;
    private final TreeMap<Long, List<String>> seen = new TreeMap<>();

    FilesOutput(String name, Mistake mistake, Findings findings) {
        this.name = name;
        this.mistake = mistake;
        this.findings = findings;
    }

    @Override
    public void define(DStream<Event> stream, Moment life) {
        Location prefix = new Location(life.storage(), DIRECTORY + "/" + name);
        Sink<String> sink = mistake == Mistake.OUTPUT_IN_PLACE
                ? new InPlaceSink(life.storage(), DIRECTORY + "/" + name)
                : Sinks.textFiles(prefix, "");
        stream.map(Event::text).to(sink);
    }

    /** The reader looks after a step. */
    void look(Step step, Storage disk) {
        if (step.path().startsWith(DIRECTORY + "/") && changes(step)) {
            look(disk);
        }
    }

    private static boolean changes(Step step) {
        return switch (step.operation()) {
            case EXISTS, READ, OPEN, LIST, SYNC, SYNC_DIRECTORY, CLOSE -> false;
            default ->
                !step.path().startsWith(DIRECTORY + "/.") || !step.target().isEmpty();
        };
    }

    /** The reader looks at all that is visible. */
    TreeMap<Long, List<String>> look(Storage disk) {
        TreeMap<Long, List<String>> visible = new TreeMap<>();
        if (!disk.exists(DIRECTORY)) {
            return visible;
        }
        for (Entry entry : disk.list(DIRECTORY)) {
            if (entry.name().startsWith(name + "-")) {
                long time = Long.parseLong(entry.name().substring(name.length() + 1));
                List<String> lines = read(disk, DIRECTORY + "/" + entry.name());
                visible.put(time, lines);
                List<String> before = seen.putIfAbsent(time, lines);
                if (before != null && !before.equals(lines)) {
                    findings.add("a reader saw " + entry.name() + " with " + before + " and later with " + lines);
                }
            }
        }
        return visible;
    }

    private List<String> read(Storage disk, String directory) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (Entry part : disk.list(directory)) {
            if (!part.name().startsWith("_") && !part.name().startsWith(".")) {
                byte[] bytes = disk.read(directory + "/" + part.name(), 0, 1 << 20);
                parts.put(part.name(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String text : parts.values()) {
            if (!text.endsWith("\n")) {
                findings.add("a reader saw half of a file in " + directory + ": " + parts);
            }
            lines.addAll(Arrays.asList(text.split("\n", -1)).subList(0, Math.max(0, text.split("\n", -1).length - 1)));
        }
        return lines;
    }

    @Override
    public void judge(List<Cut> expected, Findings all) {
        Outputs.same(name, expected, Outputs.sorted(seen), false, all);
    }

    /** At the end everything that was ever seen is there. */
    void judgeVisible(Storage disk) {
        TreeMap<Long, List<String>> visible = look(disk);
        if (!visible.keySet().equals(seen.keySet())) {
            findings.add(name + ": a reader saw " + seen.keySet() + ", of which " + visible.keySet() + " are there");
        }
    }
}
