package dev.sluice.function;

import java.io.Serializable;

/** Turns a value into a long. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface ToLongFunction<T> extends Serializable {
    long applyAsLong(T value) throws Exception;
}
