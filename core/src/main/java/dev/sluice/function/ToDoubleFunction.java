package dev.sluice.function;

import java.io.Serializable;

/** Turns a value into a double. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface ToDoubleFunction<T> extends Serializable {
    double applyAsDouble(T value) throws Exception;
}
