package dev.sluice.operator;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.source.StreamSource;
import dev.sluice.time.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program, complete: its outputs and every operator that they need, parents before children. Immutable; made when the
 * context starts.
 */
public final class Graph {
    private final List<OutputOperator<?>> outputs;
    private final List<InputOperator<?>> inputs;
    private final List<Operator<?>> operators = new ArrayList<>();
    private final IdentityHashMap<Operator<?>, Integer> consumers = new IdentityHashMap<>();
    private final Set<Operator<?>> read = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Operator<?>, Duration> kept = new IdentityHashMap<>();
    private final IdentityHashMap<Operator<?>, Duration> windowed = new IdentityHashMap<>();
    private final IdentityHashMap<Operator<?>, String> stateIds = new IdentityHashMap<>();
    private final IdentityHashMap<InputOperator<?>, String> inputIds = new IdentityHashMap<>();
    private final Map<Integer, String> outputIds = new HashMap<>();
    private final IdentityHashMap<Operator<?>, Place> places = new IdentityHashMap<>();
    private final List<Operator<?>> upkeep;

    /**
     * A complete program.
     *
     * @param inputs every input stream defined, by number, whether an output needs it or not
     * @param remember how long every stream's data is kept at least; zero for no longer than needed
     */
    public Graph(List<InputOperator<?>> inputs, List<OutputOperator<?>> outputs, Duration remember) {
        if (outputs.isEmpty()) {
            throw new InvalidProgramException("no output operation is registered, so nothing would run; "
                    + "add one, for example print() or foreachRdd(...)");
        }
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        Set<Operator<?>> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        for (OutputOperator<?> output : outputs) {
            visit(output.parent(), visited);
            consumers.merge(output.parent(), 1, Integer::sum);
            read.add(output.parent());
        }
        for (Operator<?> operator : operators) {
            keepParents(operator, remember);
        }
        assignInputIds();
        assignStateIds();
        for (Operator<?> operator : operators) {
            places.put(operator, place(operator));
        }
        upkeep = operators.stream()
                .filter(operator -> operator.isStateful() || isKept(operator))
                .toList();
    }

    /** The output operations, in registration order. */
    public List<OutputOperator<?>> outputs() {
        return outputs;
    }

    /** All input streams, by number. */
    public List<InputOperator<?>> inputs() {
        return inputs;
    }

    /** The operators that the outputs need, parents first. */
    public List<Operator<?>> operators() {
        return Collections.unmodifiableList(operators);
    }

    /** The operators that must be evaluated in every batch, parents first. */
    List<Operator<?>> upkeep() {
        return upkeep;
    }

    /** What is known in advance of an operator that the outputs need; null for another. */
    @Nullable
    Place placeOf(Operator<?> operator) {
        return places.get(operator);
    }

    private Place place(Operator<?> operator) {
        return new Place(
                places.size(),
                inputs.stream().anyMatch(input -> input.slide().equals(operator.slide())),
                Micros.of(operator.slide()),
                isKept(operator),
                isShared(operator),
                operator.isStateful(),
                isRead(operator));
    }

    /** Whether anyone reads what the operator gives, and not only the state behind it. */
    private boolean isRead(Operator<?> operator) {
        return read.contains(operator) || isKept(operator) || operator.persisted() != null;
    }

    /** Whether several consumers read the operator, so that its data is computed once and held. */
    boolean isShared(Operator<?> operator) {
        return consumers.getOrDefault(operator, 0) > 1 && !(operator instanceof InputOperator);
    }

    /** Whether the operator's data is needed after its batch. */
    boolean isKept(Operator<?> operator) {
        return kept.containsKey(operator);
    }

    /** How long after its batch the operator's data is needed. */
    Duration keptFor(Operator<?> operator) {
        return kept.getOrDefault(operator, Duration.ZERO);
    }

    /** How long after its batch a window needs the operator's data; zero for not at all. */
    public Duration windowedFor(Operator<?> operator) {
        return windowed.getOrDefault(operator, Duration.ZERO);
    }

    /** The id under which a stateful operator's state is found, or the data of one that windows look back at. */
    public String stateId(Operator<?> operator) {
        String id = stateIds.get(operator);
        if (id == null) {
            throw new IllegalArgumentException(operator + " has no state");
        }
        return id;
    }

    /** The id under which the position of an input is found: the one given, else the name of its source and a number. */
    public String inputId(InputOperator<?> input) {
        String id = input.id() == null ? inputIds.get(input) : input.id();
        if (id == null) {
            throw new IllegalArgumentException(input + " is not in this program");
        }
        return id;
    }

    /** The id under which it is written down that a batch has reached the output. */
    public String outputId(OutputOperator<?> output) {
        String id = outputIds.get(output.id());
        if (id == null) {
            throw new IllegalArgumentException(output + " is not in this program");
        }
        return id;
    }

    private void visit(Operator<?> operator, Set<Operator<?>> visited) {
        if (!visited.add(operator)) {
            return;
        }
        for (Operator<?> parent : operator.parents()) {
            consumers.merge(parent, 1, Integer::sum);
            if (!(operator instanceof SnapshotOperator)) {
                read.add(parent);
            }
            visit(parent, visited);
        }
        operators.add(operator);
    }

    private void keepParents(Operator<?> operator, Duration remember) {
        if (!remember.isZero()) {
            kept.merge(operator, remember, Graph::longer);
        }
        if (!operator.remembersParents().isZero()) {
            for (Operator<?> parent : operator.parents()) {
                kept.merge(parent, operator.remembersParents(), Graph::longer);
                windowed.merge(parent, operator.remembersParents(), Graph::longer);
            }
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private void assignInputIds() {
        Map<String, Integer> ordinals = new HashMap<>();
        Map<String, InputOperator<?>> owners = new HashMap<>();
        for (InputOperator<?> input : inputs) {
            inputIds.put(input, numbered(input.source().name(), ordinals));
            InputOperator<?> other = owners.put(inputId(input), input);
            if (other != null) {
                throw new InvalidProgramException("the id \"" + inputId(input) + "\" is given to " + other + " and "
                        + input + "; ids of inputs must differ");
            }
        }
    }

    private void assignStateIds() {
        Map<String, List<Operator<?>>> owners = new TreeMap<>();
        Map<String, Integer> ordinals = new HashMap<>();
        IdentityHashMap<Operator<?>, String> paths = new IdentityHashMap<>();
        for (Operator<?> operator : operators) {
            String path = path(operator, paths);
            paths.put(operator, path);
            if (operator.isStateful()) {
                own(operator, operator.id() == null ? numbered(path, ordinals) : operator.id(), owners);
            } else if (windowed.containsKey(operator)) {
                own(operator, numbered("kept " + path, ordinals), owners);
            }
        }
        requireUnique(owners);
        for (OutputOperator<?> output : outputs) {
            String path = output.origin().operator() + "(" + paths.get(output.parent()) + ")";
            outputIds.put(output.id(), numbered(path, ordinals));
        }
    }

    private static String numbered(String path, Map<String, Integer> ordinals) {
        return path + "#" + ordinals.merge(path, 1, Integer::sum);
    }

    private void own(Operator<?> operator, String id, Map<String, List<Operator<?>>> owners) {
        stateIds.put(operator, id);
        owners.computeIfAbsent(id, unused -> new ArrayList<>()).add(operator);
    }

    private String path(Operator<?> operator, IdentityHashMap<Operator<?>, String> paths) {
        if (operator instanceof InputOperator<?> input) {
            return inputId(input);
        }
        Set<String> parents = new LinkedHashSet<>();
        operator.parents().forEach(parent -> parents.add(paths.get(parent)));
        String name = operator.id() == null ? operator.origin().operator() : operator.id();
        return operator.isStateful() || parents.size() > 1
                ? name + parents.toString().replace('[', '(').replace(']', ')')
                : String.join(",", parents);
    }

    private static void requireUnique(Map<String, List<Operator<?>>> owners) {
        owners.forEach((id, operators) -> {
            if (operators.size() > 1) {
                throw new InvalidProgramException(
                        "the id \"" + id + "\" is given to " + operators + "; ids of stateful operators must differ");
            }
        });
    }

    /** The sources that are read, without repetition. */
    public Collection<StreamSource<?>> sources() {
        return inputs.stream().<StreamSource<?>>map(InputOperator::source).toList();
    }
}
