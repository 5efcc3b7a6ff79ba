package dev.sluice.function;

import java.io.Serializable;

/** Turns two values into one. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface BiFunction<A, B, R> extends Serializable {
    R apply(A first, B second) throws Exception;
}
