package dev.sluice.plan;

import dev.sluice.data.Pair;
import dev.sluice.function.Comparator;
import java.io.Serializable;

/** An order that the program gave, fit for sorting: where it throws, the failure names the operator. */
public record Ordering<T>(Comparator<? super T> order, Origin origin) implements java.util.Comparator<T>, Serializable {
    @Override
    public int compare(T left, T right) {
        try {
            return order.compare(left, right);
        } catch (Throwable thrown) {
            throw FaultHandler.failure(origin, Pair.of(left, right), thrown);
        }
    }
}
