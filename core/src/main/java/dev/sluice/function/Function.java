package dev.sluice.function;

import java.io.Serializable;

/** Turns a value into another. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface Function<T, R> extends Serializable {
    R apply(T value) throws Exception;
}
