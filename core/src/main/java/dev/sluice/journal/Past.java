package dev.sluice.journal;

import dev.sluice.engine.Engine;
import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport;
import dev.sluice.journal.RunFacts.StateFacts;
import dev.sluice.operator.Graph;
import dev.sluice.operator.GraphRun;
import dev.sluice.operator.Operator;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.StatefulOperator;
import dev.sluice.source.Input;
import dev.sluice.source.Resumption;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.VersionedState;
import dev.sluice.time.Micros;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What earlier runs left: where the time, the batches, the states and the inputs of this run go on. */
public final class Past {
    private final boolean none;
    private final Ledger ledger;
    private final @Nullable StoredStates states;
    private final Graph graph;
    private final Engine engine;
    private final TypeRegistry types;
    private final RecoveryReport report;

    Past(
            boolean none,
            Ledger ledger,
            @Nullable StoredStates states,
            Graph graph,
            Engine engine,
            TypeRegistry types,
            RecoveryReport report) {
        this.none = none;
        this.ledger = ledger;
        this.states = states;
        this.graph = graph;
        this.engine = engine;
        this.types = types;
        this.report = report;
    }

    /** Whether there was nothing. */
    boolean isNone() {
        return none;
    }

    /** What becomes of all that was found. */
    public RecoveryReport report() {
        return report;
    }

    /** The end of the interval before the very first batch of the job. */
    public long zeroMillis() {
        return ledger.facts().zeroMillis();
    }

    /** The time of the last batch that was planned, in microseconds. */
    public long lastMicros() {
        long last = ledger.facts().timeMicros();
        for (PlanRecord plan : ledger.plans()) {
            last = Micros.of(plan.batch().time());
        }
        return last;
    }

    /** The last batch that was planned. */
    public long lastBatch() {
        return ledger.facts().version() + ledger.plans().size();
    }

    /** The most records that back-pressure let a batch take when it was written down last. */
    public long recordsMax() {
        long recordsMax = ledger.facts().recordsMax();
        for (PlanRecord plan : ledger.plans()) {
            recordsMax = plan.recordsMax();
        }
        return recordsMax;
    }

    /** The batches to be run again, in order. */
    public List<PastBatch> batches() {
        List<PastBatch> batches = new ArrayList<>();
        for (PlanRecord plan : ledger.plans()) {
            Map<String, Object> readings = new TreeMap<>();
            for (InputReading input : plan.inputs()) {
                if (ledger.inputs().contains(input.input())) {
                    readings.put(input.input(), decoded(input.input(), input.reading()));
                }
            }
            long id = plan.batch().id();
            batches.add(new PastBatch(plan.batch(), readings, leftOut(id), output -> isCommitted(id, output)));
        }
        return batches;
    }

    private List<LeftOut> leftOut(long batch) {
        List<LeftOut> leftOut = new ArrayList<>();
        for (LeftOutRecord record : ledger.leftOut(batch)) {
            List<Object> found = new ArrayList<>();
            types.codec().decodeAll(ByteBuffer.wrap(record.found())).forEach(one -> {
                if (one != null) {
                    found.add(one);
                }
            });
            leftOut.add(new LeftOut(record.numbers(), found));
        }
        return leftOut;
    }

    private boolean isCommitted(long batch, OutputOperator<?> output) {
        Integer number = ledger.facts().outputs().get(graph.outputId(output));
        return number != null && ledger.isCommitted(batch, number);
    }

    /** Gives the states to the engine and to the run. */
    public void restoreStates(GraphRun run) {
        StoredStates stored = states;
        if (stored == null) {
            return;
        }
        StateLoading loading = new StateLoading(graph, engine, stored);
        Map<String, StateFacts> facts = ledger.facts().states();
        for (StatefulOperator<?, ?, ?> operator : Owners.stateful(graph)) {
            StateFacts state = facts.get(Owners.state(graph, operator));
            if (state != null && state.version() > 0) {
                loading.load(operator, state.version());
                run.restoreVersion(operator, state.version());
            }
        }
        for (Operator<?> operator : Owners.windowed(graph)) {
            String owner = Owners.kept(graph, operator);
            StateFacts was = facts.get(owner);
            if (was != null && !was.shape().equals(Owners.keptShape(graph, operator))) {
                stored.displaced().accept(owner);
            }
            KeptData.Restoring kept = new KeptData.Restoring(operator, run);
            StateLoading.told(operator, () -> stored.load(owner, 0, kept::restore));
            kept.end();
        }
    }

    /** Tells an input where it goes on, if it was there before. */
    public void resume(String id, Input<?> input) {
        if (!ledger.inputs().contains(id)) {
            return;
        }
        VersionedState memory = input.memory();
        if (memory != null && states != null) {
            states.load(Owners.memory(id), 0, memory::restore);
            memory.restored();
        }
        byte[] reading = ledger.reading(id);
        Object decoded = reading.length == 0 ? null : decoded(id, reading);
        input.resume(new Resumption(decoded, ledger.waiting(id)));
    }

    private Object decoded(String input, byte[] reading) {
        try {
            return Objects.requireNonNull(types.codec().decode(ByteBuffer.wrap(reading)), "no reading is null");
        } catch (RuntimeException e) {
            throw new RecoveryException(
                    "the position of input \"" + input + "\" cannot be read by this program: " + e.getMessage()
                            + ". Nothing was changed; allow its class on the builder, or drop the input by its id",
                    e);
        }
    }
}
