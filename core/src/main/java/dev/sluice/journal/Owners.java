package dev.sluice.journal;

import dev.sluice.operator.Graph;
import dev.sluice.operator.Operator;
import dev.sluice.operator.StatefulOperator;
import java.util.ArrayList;
import java.util.List;

/** Who owns what a snapshot holds, by the names under which it is stored. */
final class Owners {
    private static final String STATE = "state/";
    private static final String KEPT = "kept/";
    private static final String MEMORY = "memory/";

    private Owners() {}

    static String state(Graph graph, Operator<?> operator) {
        return STATE + graph.stateId(operator);
    }

    static String kept(Graph graph, Operator<?> operator) {
        return KEPT + graph.stateId(operator);
    }

    /** What is kept for windows: batches of the length of the longest one, which another may follow. */
    static String keptShape(Graph graph, Operator<?> operator) {
        return "batches of " + graph.windowedFor(operator);
    }

    static String memory(String input) {
        return MEMORY + input;
    }

    /** The id that a program gives or derives, without what kind of thing it is. */
    static String id(String owner) {
        return owner.substring(owner.indexOf('/') + 1);
    }

    static List<StatefulOperator<?, ?, ?>> stateful(Graph graph) {
        List<StatefulOperator<?, ?, ?>> found = new ArrayList<>();
        for (Operator<?> operator : graph.operators()) {
            if (operator instanceof StatefulOperator<?, ?, ?> stateful) {
                found.add(stateful);
            }
        }
        return found;
    }

    /** The operators whose past data windows need. */
    static List<Operator<?>> windowed(Graph graph) {
        List<Operator<?>> found = new ArrayList<>(graph.operators());
        found.removeIf(operator -> graph.windowedFor(operator).isZero());
        return found;
    }
}
