package dev.sluice.function;

import java.io.Serializable;

/** Turns three values into one. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface TriFunction<A, B, C, R> extends Serializable {
    R apply(A first, B second, C third) throws Exception;
}
