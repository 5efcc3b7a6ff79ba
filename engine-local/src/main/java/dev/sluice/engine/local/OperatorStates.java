package dev.sluice.engine.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The states of all operators of a program, held from batch to batch. Thread-safe. */
final class OperatorStates {
    private final Map<String, OperatorState> operators = new ConcurrentHashMap<>();

    OperatorState of(String operator) {
        return operators.computeIfAbsent(operator, OperatorState::new);
    }

    void clear() {
        operators.clear();
    }

    int size() {
        return operators.size();
    }
}
