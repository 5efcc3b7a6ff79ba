package dev.sluice.engine.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The states of all operators of a program, held from batch to batch. Thread-safe. */
final class OperatorStates {
    private final Map<String, OperatorState> operators = new ConcurrentHashMap<>();

    OperatorState of(String operator) {
        return operators.computeIfAbsent(operator, OperatorState::new);
    }

    /** The operator's state, or null if it never had one. */
    @Nullable
    OperatorState find(String operator) {
        return operators.get(operator);
    }

    void clear() {
        operators.clear();
    }

    int size() {
        return operators.size();
    }
}
