package dev.sluice.function;

import java.io.Serializable;

/** Makes a value. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface Supplier<T> extends Serializable {
    T get() throws Exception;
}
