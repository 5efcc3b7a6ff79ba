package dev.sluice.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.HashPartitioner;
import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Random batches on a state that is captured at random moments, beside twins that are restored from the captures. A twin
 * must hold the same in the same order, and do the same from then on; now and then it takes the place of the state.
 */
public record Rehearsal<S extends VersionedState>(Supplier<S> fresh, Play<S> play) {
    private static final int BATCHES = 100;

    /** What a batch does. */
    public interface Play<S> {
        /** The records of a batch. */
        List<KeyValue<String, ?>> records(Random random);

        /** Takes the records into the open version; gives what came out, in order. */
        List<Object> batch(S state, long batch, List<KeyValue<String, ?>> records) throws Exception;

        /** All that the committed state shows, in order; an element for each thing that a key has. */
        List<Object> content(S state) throws Exception;

        /** Compares what two states store in the end. */
        default void requireSameRows(List<StateChunk> expected, List<StateChunk> actual) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** Runs the batches of a seed. */
    public void run(long seed) throws Exception {
        Random random = new Random(seed);
        List<StateChunk> stored = new ArrayList<>();
        S live = fresh.get();
        S twin = live;
        for (long batch = 1; batch <= BATCHES; batch++) {
            List<KeyValue<String, ?>> records = play.records(random);
            boolean kept = random.nextInt(4) > 0;
            List<Object> expected = batch(live, batch, records, kept);
            if (twin != live) {
                assertThat(batch(twin, batch, records, kept)).containsExactlyElementsOf(expected);
                assertThat(play.content(twin)).containsExactlyElementsOf(play.content(live));
            }
            if (random.nextInt(3) == 0) {
                boolean full = stored.isEmpty() || random.nextInt(6) == 0;
                stored.subList(0, full ? stored.size() : 0).clear();
                stored.addAll(Stored.of(live.capture(full)));
                twin = Stored.restore(fresh.get(), stored);
                assertThat(play.content(twin)).as("content and order").containsExactlyElementsOf(play.content(live));
                assertThat(twin.size()).isEqualTo(live.size());
                boolean swap = random.nextBoolean();
                S before = live;
                live = swap ? twin : live;
                twin = swap ? before : twin;
            }
        }
        play.requireSameRows(Stored.of(live.capture(true)), Stored.of(twin.capture(true)));
    }

    /** Runs the batches of a seed in some partitions, then restores the states in others and goes on in both. */
    public void runReplaced(long seed) throws Exception {
        Random random = new Random(seed);
        List<S> old = states(1 + random.nextInt(4));
        List<List<StateChunk>> stored = Stream.generate(ArrayList<StateChunk>::new)
                .limit(old.size())
                .<List<StateChunk>>map(x -> x)
                .toList();
        long batch = 1;
        for (; batch <= BATCHES / 2; batch++) {
            all(old, batch, play.records(random), random.nextInt(4) > 0);
            if (random.nextInt(4) == 0) {
                capture(old, stored, random);
            }
        }
        capture(old, stored, random);
        List<S> anew = states(1 + random.nextInt(5));
        place(stored, anew);
        assertThat(contents(anew)).containsExactlyInAnyOrderElementsOf(contents(old));
        for (; batch <= BATCHES; batch++) {
            List<KeyValue<String, ?>> records = play.records(random);
            List<Object> expected = all(old, batch, records, true);
            assertThat(all(anew, batch, records, true)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(contents(anew)).containsExactlyInAnyOrderElementsOf(contents(old));
        }
    }

    private List<S> states(int partitions) {
        return Stream.generate(fresh).limit(partitions).toList();
    }

    private void capture(List<S> states, List<List<StateChunk>> stored, Random random) {
        for (int partition = 0; partition < states.size(); partition++) {
            List<StateChunk> chain = stored.get(partition);
            boolean full = chain.isEmpty() || random.nextInt(6) == 0;
            chain.subList(0, full ? chain.size() : 0).clear();
            chain.addAll(Stored.of(states.get(partition).capture(full)));
        }
    }

    private void place(List<List<StateChunk>> stored, List<S> states) {
        for (int partition = 0; partition < states.size(); partition++) {
            int here = partition;
            for (List<StateChunk> chain : stored) {
                for (StateChunk chunk : chain) {
                    states.get(here).restore(Stored.only(chunk, key -> placed(key, states) == here));
                }
            }
            states.get(here).restored();
        }
    }

    private List<Object> all(List<S> states, long batch, List<KeyValue<String, ?>> records, boolean kept)
            throws Exception {
        List<Object> out = new ArrayList<>();
        for (int partition = 0; partition < states.size(); partition++) {
            int here = partition;
            List<KeyValue<String, ?>> placed = records.stream()
                    .filter(record -> placed(record.key(), states) == here)
                    .toList();
            out.addAll(batch(states.get(here), batch, placed, kept));
        }
        return out;
    }

    private List<Object> contents(List<S> states) throws Exception {
        List<Object> contents = new ArrayList<>();
        for (S state : states) {
            contents.addAll(play.content(state));
        }
        return contents;
    }

    private List<Object> batch(S state, long batch, List<KeyValue<String, ?>> records, boolean kept) throws Exception {
        state.begin();
        List<Object> out = play.batch(state, batch, records);
        if (kept) {
            state.commit();
        } else {
            state.rollback();
        }
        return out;
    }

    private static int placed(Object key, List<?> states) {
        return new HashPartitioner(states.size()).partition(key, StableHash.of(key));
    }
}
