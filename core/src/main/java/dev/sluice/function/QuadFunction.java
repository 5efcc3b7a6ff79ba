package dev.sluice.function;

import java.io.Serializable;

/** Turns four values into one. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface QuadFunction<A, B, C, D, R> extends Serializable {
    R apply(A first, B second, C third, D fourth) throws Exception;
}
