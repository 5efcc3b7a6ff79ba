package dev.sluice.function;

import java.io.Serializable;

/** Acts on two values. May throw; the failure then names the operator and the program line that gave the function. */
@FunctionalInterface
public interface BiConsumer<A, B> extends Serializable {
    void accept(A first, B second) throws Exception;
}
