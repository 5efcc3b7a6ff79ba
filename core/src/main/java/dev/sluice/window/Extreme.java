package dev.sluice.window;

import dev.sluice.function.BinaryOperator;
import dev.sluice.function.Comparator;
import org.jspecify.annotations.Nullable;

/** The greatest or the least of records, the earliest of equal ones. */
record Extreme<T>(Comparator<? super T> order, boolean greatest) implements BinaryOperator<T> {
    @Override
    public T apply(T earlier, T later) throws Exception {
        int difference = order.compare(later, earlier);
        return (greatest ? difference > 0 : difference < 0) ? later : earlier;
    }

    /** That of an aggregate whose accumulators are merged so in their natural order, or null. */
    static @Nullable Extreme<?> natural(Aggregate<?, ?, ?> aggregate) {
        Cells<?, ?, ?> cells = aggregate.cells();
        while (cells instanceof MappedCells<?, ?, ?, ?> mapped) {
            cells = mapped.cells();
        }
        return cells instanceof HeldAccumulators<?, ?> held
                        && held.aggregate() instanceof Reducing<?> reducing
                        && reducing.function() instanceof Extreme<?> extreme
                        && extreme.order.equals(Comparator.<Long>naturalOrder())
                ? extreme
                : null;
    }
}
