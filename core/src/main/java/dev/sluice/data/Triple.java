package dev.sluice.data;

import java.io.Serializable;

/** Three values side by side, as a cogroup of three gives them. */
public record Triple<A, B, C>(A first, B second, C third) implements Serializable {
    @Override
    public String toString() {
        return "(" + first + ", " + second + ", " + third + ")";
    }
}
