package dev.sluice.journal;

import dev.sluice.data.StableHash;
import dev.sluice.engine.Engine;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import dev.sluice.operator.Graph;
import dev.sluice.operator.Operator;
import dev.sluice.operator.StatefulOperator;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the engine states from a snapshot, each row where its key belongs now. That may be elsewhere than it was: in
 * another number of partitions, or when the class of the keys changed and so did their hash.
 */
record StateLoading(Graph graph, Engine engine, StoredStates stored) {
    private static final Logger LOG = LoggerFactory.getLogger(StateLoading.class);

    void load(StatefulOperator<?, ?, ?> operator, long version) {
        String owner = Owners.state(graph, operator);
        if (!stored.isPlaced(owner, operator.placement().partitions()) || !isLoadedAsStored(operator, version)) {
            loadAnew(operator, version);
        }
    }

    /** Loads each partition as it was stored, unless that shows a key that belongs to another. */
    private boolean isLoadedAsStored(StatefulOperator<?, ?, ?> operator, long version) {
        String owner = Owners.state(graph, operator);
        AtomicBoolean displaced = new AtomicBoolean();
        try {
            load(operator, version, (state, partition) -> {
                state.expect(stored.rows(owner, partition));
                stored.load(owner, partition, chunk -> {
                    requireHere(chunk, operator, partition, displaced);
                    state.restore(chunk);
                });
            });
            return true;
        } catch (SluiceException e) {
            if (!displaced.get()) {
                throw e;
            }
            LOG.info("{}: its keys belong to other partitions than before, and are placed anew", operator);
            stored.displaced().accept(owner);
            return false;
        }
    }

    private void loadAnew(StatefulOperator<?, ?, ?> operator, long version) {
        String owner = Owners.state(graph, operator);
        load(operator, version, (state, partition) -> {
            state.expect(stored.rows(owner) / operator.placement().partitions());
            stored.load(owner, chunk -> state.restore(placed(chunk, operator, partition)));
        });
    }

    private interface Filling {
        void fill(VersionedState state, int partition);
    }

    private void load(StatefulOperator<?, ?, ?> operator, long version, Filling filling) {
        int partitions = operator.placement().partitions();
        engine.states().load(graph.stateId(operator), version, partitions, partition -> {
            VersionedState state = operator.emptyState();
            told(operator, () -> filling.fill(state, partition));
            state.restored();
            return state;
        });
    }

    private static void requireHere(
            StateChunk chunk, StatefulOperator<?, ?, ?> operator, int partition, AtomicBoolean displaced) {
        IntPredicate isHere = isHere(chunk, operator, partition);
        for (int row = 0; chunk.keyed() && row < chunk.rows(); row++) {
            if (!isHere.test(row)) {
                displaced.set(true);
                throw new RecoveryException("a key belongs to another partition");
            }
        }
    }

    /** The rows of a chunk whose keys belong here. */
    private static StateChunk placed(StateChunk chunk, StatefulOperator<?, ?, ?> operator, int partition) {
        return chunk.keyed() ? chunk.where(isHere(chunk, operator, partition)) : chunk;
    }

    private static IntPredicate isHere(StateChunk chunk, StatefulOperator<?, ?, ?> operator, int partition) {
        return row -> {
            Object key = chunk.columns().get(0).get(row);
            return operator.placement().partition(key, StableHash.of(key)) == partition;
        };
    }

    /** Restores something of an operator; a failure names it. */
    static void told(Operator<?> operator, Runnable restoring) {
        try {
            restoring.run();
        } catch (SluiceException known) {
            throw known.during(operator.toString());
        } catch (RuntimeException e) {
            throw new RecoveryException(
                    operator + ": its state cannot be read by this program: " + e
                            + ". Nothing was changed; start the program that wrote it, or drop the state by its id",
                    e);
        }
    }
}
