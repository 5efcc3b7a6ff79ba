package dev.sluice.operator;

import dev.sluice.storage.Durability;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** A program in words: every output with the steps that lead to it, sources last, and what they promise. */
public final class Explanation {
    private final Graph graph;
    private final Durability durability;
    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Operator<?>, Integer> numbers = new IdentityHashMap<>();

    private Explanation(Graph graph, Durability durability) {
        this.graph = graph;
        this.durability = durability;
    }

    /**
     * The program's explanation, some lines for each output.
     *
     * @param batchInterval when batches begin, in words
     */
    public static String of(Graph graph, String batchInterval, Durability durability) {
        Explanation explanation = new Explanation(graph, durability);
        explanation.text.append("batches of ").append(batchInterval).append('\n');
        graph.outputs().forEach(explanation::output);
        return explanation.text.toString();
    }

    private void output(OutputOperator<?> output) {
        text.append("output ")
                .append(output.id())
                .append(": ")
                .append(output.origin())
                .append(", ")
                .append(output.promise())
                .append('\n');
        operator(output.parent(), 1);
    }

    private void operator(Operator<?> operator, int depth) {
        text.append("  ".repeat(depth));
        Integer known = numbers.get(operator);
        if (known != null) {
            text.append("(")
                    .append(known)
                    .append(") as above: ")
                    .append(operator)
                    .append('\n');
            return;
        }
        numbers.put(operator, numbers.size() + 1);
        text.append("(").append(numbers.size()).append(") ").append(operator);
        describe(operator);
        text.append('\n');
        steps(operator).forEach(parent -> operator(parent, depth + 1));
    }

    /** The operators that this one reads as the program wrote it: what one call was built from counts as one step. */
    private static List<Operator<?>> steps(Operator<?> operator) {
        List<Operator<?>> steps = new ArrayList<>();
        for (Operator<?> parent : operator.parents()) {
            if (operator.isOfSameCall(parent) && !parent.isStateful()) {
                steps.addAll(steps(parent));
            } else {
                steps.add(parent);
            }
        }
        return steps;
    }

    private void describe(Operator<?> operator) {
        text.append(", every ").append(operator.slide());
        if (operator instanceof InputOperator<?> input) {
            text.append(", reads ").append(input.source().name());
            text.append("; ").append(input.source().guarantee(durability));
        }
        if (operator.isStateful()) {
            text.append(", state \"").append(graph.stateId(operator)).append('"');
        }
        if (graph.isKept(operator)) {
            text.append(", kept for ").append(graph.keptFor(operator));
        } else if (graph.isShared(operator)) {
            text.append(", computed once for all its readers");
        }
    }
}
