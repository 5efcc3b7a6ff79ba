package dev.sluice.window;

import dev.sluice.table.RowForm;
import dev.sluice.window.TwoStackCells.Cell;
import dev.sluice.window.TwoStackCells.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/**
 * Key, number of records, layers of the front, layers of the back, top first, and the closed part of the back, which may
 * be null. The layers are of the last records, one each, so that they need no numbers.
 *
 * @param length how many records a window has
 */
record TwoStackForm<A>(long length) implements RowForm<CountContent<Cell<A>>> {
    @Override
    public List<List<?>> columns(List<CountContent<Cell<A>>> contents) {
        List<Long> seen = new ArrayList<>(contents.size());
        List<List<A>> fronts = new ArrayList<>(contents.size());
        List<List<A>> backs = new ArrayList<>(contents.size());
        List<@Nullable A> closed = new ArrayList<>(contents.size());
        for (CountContent<Cell<A>> content : contents) {
            seen.add(content.seen());
            fronts.add(values(content.held().front()));
            backs.add(values(content.held().back()));
            closed.add(content.held().closed());
        }
        return List.of(seen, fronts, backs, closed);
    }

    @Override
    @SuppressWarnings("unchecked") // columns hold what was put in
    public CountContent<Cell<A>> value(List<? extends List<?>> columns, int row) {
        long seen = (Long) columns.get(1).get(row);
        List<A> front = (List<A>) columns.get(2).get(row);
        List<A> back = (List<A>) columns.get(3).get(row);
        long oldest = seen - front.size() - back.size() + 1;
        A closed = (A) columns.get(4).get(row);
        return new CountContent<>(seen, new Cell<>(stack(front, oldest, 1), stack(back, seen, -1), closed));
    }

    @Override
    public long weight(CountContent<Cell<A>> content) {
        return Math.min(content.seen(), length);
    }

    private static <A> List<A> values(@Nullable Layer<A> top) {
        List<A> values = new ArrayList<>();
        for (Layer<A> layer = top; layer != null; layer = layer.below) {
            values.add(layer.value);
        }
        return values;
    }

    private static <A> @Nullable Layer<A> stack(List<A> values, long top, int step) {
        Layer<A> stack = null;
        ListIterator<A> upwards = values.listIterator(values.size());
        while (upwards.hasPrevious()) {
            long slice = top + (long) step * upwards.previousIndex();
            stack = new Layer<>(slice, upwards.previous(), stack);
        }
        return stack;
    }
}
