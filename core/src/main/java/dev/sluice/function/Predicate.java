package dev.sluice.function;

import java.io.Serializable;

/** Says yes or no to a value. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface Predicate<T> extends Serializable {
    boolean test(T value) throws Exception;
}
