package dev.sluice.data;

import java.io.Serializable;

/** Two values side by side, as joins and cogroups give them. */
public record Pair<A, B>(A first, B second) implements Serializable {
    /** The pair of these two values. */
    public static <A, B> Pair<A, B> of(A first, B second) {
        return new Pair<>(first, second);
    }

    @Override
    public String toString() {
        return "(" + first + ", " + second + ")";
    }
}
