package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.source.Sources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.LongStream;

/** Records in memory: what a process has taken and not logged dies with it, and nothing else is lost. */
final class LossyFeed implements Feed {
    private final String name;
    private final List<Long> ends = new ArrayList<>();
    private Queue<List<Event>> queue = new ArrayDeque<>();
    private long given;

    LossyFeed(String name) {
        this.name = name;
    }

    @Override
    public DStream<Event> define(StreamingContext context, Moment life) {
        queue = new ArrayDeque<>();
        return context.stream(Sources.queue(queue));
    }

    @Override
    public void give(Moment life, int records) {
        if (records > 0) {
            queue.add(LongStream.range(given, given + records)
                    .mapToObj(Event::numbered)
                    .toList());
            given += records;
        }
    }

    @Override
    public void died(boolean inOrder) {
        if (!inOrder) {
            ends.add(given);
        }
    }

    @Override
    public long given() {
        return given;
    }

    /** The records of each life are there from its first on, up to some; all of them where it ended in order. */
    @Override
    public void judge(List<Cut> cuts, Findings findings) {
        List<Long> seen = new ArrayList<>();
        cuts.forEach(cut -> cut.events().forEach(event -> seen.add(event.id())));
        Set<Long> found = new HashSet<>(seen);
        if (found.size() < seen.size() || !seen.equals(seen.stream().sorted().toList())) {
            findings.add(name + ": records are there twice or in another order: " + seen);
        }
        for (long id = 0; id + 1 < given; id++) {
            if (!found.contains(id) && found.contains(id + 1) && !ends.contains(id + 1)) {
                findings.add(name + ": record " + id + " is lost, though " + (id + 1) + " of the same life is there");
            }
        }
        if (given > 0 && !found.contains(given - 1) && !ends.contains(given)) {
            findings.add(name + ": record " + (given - 1) + " is lost, though its life ended in order");
        }
    }
}
