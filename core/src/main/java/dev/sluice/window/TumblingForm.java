package dev.sluice.window;

import dev.sluice.table.RowForm;
import java.util.List;

/** Key, number of records, accumulator of the open window. */
record TumblingForm<A>() implements RowForm<CountContent<A>> {
    @Override
    public List<List<?>> columns(List<CountContent<A>> contents) {
        return List.of(
                contents.stream().map(CountContent::seen).toList(),
                contents.stream().map(CountContent::held).toList());
    }

    @Override
    @SuppressWarnings("unchecked") // the column holds what was put in
    public CountContent<A> value(List<? extends List<?>> columns, int row) {
        return new CountContent<>(
                (Long) columns.get(1).get(row), (A) columns.get(2).get(row));
    }
}
