package dev.sluice.function;

import java.io.Serializable;

/** Acts on a value. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface Consumer<T> extends Serializable {
    void accept(T value) throws Exception;
}
