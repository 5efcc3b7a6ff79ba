package dev.sluice;

import dev.sluice.batch.RunSettings;
import dev.sluice.data.HashPartitioner;
import dev.sluice.data.Partitioner;
import dev.sluice.error.IllegalLifecycleException;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.operator.Graph;
import dev.sluice.operator.InputOperator;
import dev.sluice.operator.Operator;
import dev.sluice.operator.OutputOperator;
import dev.sluice.operator.SinkAction;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.sink.Delivery;
import dev.sluice.sink.Sink;
import dev.sluice.sink.SinkOutput;
import dev.sluice.source.StreamSource;
import dev.sluice.storage.TypeRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a context's program consists of so far. Closed at the start. */
final class Program {
    private final StreamingContext context;
    private final TypeRegistry types;
    private final Duration batchInterval;
    private final int defaultPartitions;
    private final List<InputOperator<?>> inputs = new ArrayList<>();
    private final List<OutputOperator<?>> outputs = new ArrayList<>();
    private boolean closed;

    Program(StreamingContext context, RunSettings settings, int defaultPartitions) {
        this.context = context;
        this.types = settings.types();
        this.batchInterval = settings.batchInterval();
        this.defaultPartitions = defaultPartitions;
    }

    StreamingContext context() {
        return context;
    }

    TypeRegistry types() {
        return types;
    }

    Partitioner defaultPartitioner() {
        return new HashPartitioner(defaultPartitions);
    }

    <T> DStream<T> input(StreamSource<T> source, Origin origin) {
        requireOpen(origin);
        InputOperator<T> input = new InputOperator<>(inputs.size(), source, batchInterval, origin);
        inputs.add(input);
        return new DStream<>(this, input);
    }

    /** An output that acts by itself. */
    synchronized <T> void output(Operator<T> parent, OutputOperator.Action<T> action, Origin origin) {
        output(parent, new FencedAction<>(action, false), origin);
    }

    /** An output that only prints. */
    synchronized <T> void print(Operator<T> parent, OutputOperator.Action<T> action, Origin origin) {
        output(parent, new FencedAction<>(action, true), origin);
    }

    private <T> void output(Operator<T> parent, FencedAction<T> action, Origin origin) {
        requireOpen(origin);
        outputs.add(new OutputOperator<>(outputs.size(), parent, action, Delivery.AT_LEAST_ONCE.guarantee(), origin));
    }

    /** An output into a sink, of what becomes of each batch's data. */
    synchronized <T, U> void output(
            Operator<T> parent,
            Function<PlanNode<T>, PlanNode<U>> written,
            Supplier<Sink<? super U>> defined,
            Origin origin) {
        requireOpen(origin);
        Sink<? super U> sink = checked(defined, origin);
        outputs.add(new OutputOperator<>(
                outputs.size(),
                parent,
                new SinkAction<>(written, new SinkOutput<>(sink, origin)),
                "writes " + sink.name() + "; " + sink.delivery().guarantee(),
                origin));
    }

    private static <S> S checked(Supplier<S> defined, Origin origin) {
        try {
            return defined.get();
        } catch (InvalidProgramException invalid) {
            throw invalid.during(origin.toString());
        }
    }

    synchronized void requireOpen(Origin origin) {
        if (closed) {
            throw new IllegalLifecycleException(origin
                    + ": streams and outputs can be defined only before the start; the context is " + context.state());
        }
    }

    void requireSame(Collection<? extends AnyStream<?, ?, ?>> streams, Origin origin) {
        for (AnyStream<?, ?, ?> stream : streams) {
            if (stream.program() != this) {
                throw new InvalidProgramException(origin + ": all streams must belong to the same context");
            }
        }
    }

    /** Ends the definition, also where the graph turns out to be invalid. */
    synchronized Graph close(Duration remember) {
        closed = true;
        return graph(remember);
    }

    /** The program as it stands. */
    synchronized Graph graph(Duration remember) {
        return new Graph(inputs, outputs, remember);
    }
}
