package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Records by position, to be read again until they are acknowledged. */
final class ReplayableFeed implements Feed {
    private final String name;
    private final int perBatch;
    private final Mistake mistake;
    private final Findings findings;
    private long given;
    private long acknowledged;

    ReplayableFeed(String name, int perBatch, Mistake mistake, Findings findings) {
        this.name = name;
        this.perBatch = perBatch;
        this.mistake = mistake;
        this.findings = findings;
    }

    @Override
    public DStream<Event> define(StreamingContext context, Moment life) {
        return context.directStream(name, new Reading(life));
    }

    @Override
    public void give(Moment life, int records) {
        given += records;
    }

    @Override
    public long given() {
        return given;
    }

    @Override
    public void judge(List<Cut> cuts, Findings all) {
        List<Long> seen = new ArrayList<>();
        cuts.forEach(cut -> cut.events().forEach(event -> seen.add(event.id())));
        List<Long> wanted = LongStream.range(0, given).boxed().toList();
        if (!seen.equals(wanted)) {
            all.add(name + " gave " + given + " records in order, but the batches have " + seen);
        }
    }

    @SuppressWarnings("serial") // never leaves this process
    private final class Reading implements DirectSource<Event, Long> {
        private static final long serialVersionUID = 1L;

        private final Moment life;

        Reading(Moment life) {
            this.life = life;
        }

        @Override
        public Long start() {
            life.call(name);
            requireKept(0);
            return 0L;
        }

        @Override
        public Long next(Long from, Batch batch, long recordsMax) {
            long to = Math.min(from + Math.min(perBatch, recordsMax), given);
            if (mistake == Mistake.ACKNOWLEDGED_WHEN_PLANNED) {
                acknowledge(to);
            }
            return to;
        }

        @Override
        public List<Split<Event>> splits(Long from, Long to) {
            life.call(name);
            requireKept(from);
            long middle = from + (to - from + 1) / 2;
            return List.of(Split.of(events(from, middle)), Split.of(events(middle, to)));
        }

        private void requireKept(long from) {
            if (from < acknowledged) {
                findings.add(name + " was asked for record " + from + ", but told before that all up to " + acknowledged
                        + " would never be asked for again");
            }
        }

        @Override
        public void acknowledge(Long position) {
            if (life.disk().isCrashed()) {
                return;
            }
            life.call(name);
            acknowledged = Math.max(acknowledged, position);
            life.call(name);
        }
    }

    private static List<Event> events(long from, long to) {
        return LongStream.range(from, to).mapToObj(Event::numbered).toList();
    }
}
