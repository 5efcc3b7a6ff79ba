package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.operator.Graph;
import dev.sluice.operator.OutputOperator;
import dev.sluice.source.Input;
import dev.sluice.source.InputPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A batch that an earlier run planned and no snapshot covers: it is run again, exactly as planned.
 *
 * @param readings what each input read of those that had a part, by their ids
 * @param leftOut records that it is run without, in the order in which they were found
 * @param committed which outputs ended well and are not repeated
 */
public record PastBatch(
        Batch batch, Map<String, Object> readings, List<LeftOut> leftOut, Predicate<OutputOperator<?>> committed) {
    /** A batch with copies of the map and the list. */
    public PastBatch {
        readings = Map.copyOf(readings);
        leftOut = List.copyOf(leftOut);
    }

    /** What an input read; null if it had no part. */
    public @Nullable Object reading(String input) {
        return readings.get(input);
    }

    /** What each input of a program is to read again, by number. */
    public List<InputPlan<?>> plans(Graph graph, List<Input<?>> inputs) {
        List<InputPlan<?>> plans = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            plans.add(plan(inputs.get(i), reading(graph.inputId(graph.inputs().get(i)))));
        }
        return plans;
    }

    private <T> InputPlan<T> plan(Input<T> input, @Nullable Object reading) {
        return reading == null
                ? new InputPlan<>(List.of(), 0, "nothing: the input is new")
                : input.replan(batch, reading);
    }

    /** Whether the output ended well. */
    public boolean isCommitted(OutputOperator<?> output) {
        return committed.test(output);
    }
}
