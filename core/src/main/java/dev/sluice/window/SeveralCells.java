package dev.sluice.window;

import java.util.Arrays;
import java.util.List;

/** One cell of each of several aggregates. */
record SeveralCells<T>(List<Cells<T, Object, Object>> parts) implements Cells<T, Object[], List<Object>> {
    @Override
    public Object[] cell() throws Exception {
        Object[] cells = new Object[parts.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = parts.get(i).cell();
        }
        return cells;
    }

    @Override
    public void add(Object[] cell, T value) throws Exception {
        for (int i = 0; i < cell.length; i++) {
            parts.get(i).add(cell[i], value);
        }
    }

    @Override
    public void merge(Object[] cell, Object[] later) throws Exception {
        for (int i = 0; i < cell.length; i++) {
            parts.get(i).merge(cell[i], later[i]);
        }
    }

    @Override
    public List<Object> accumulator(Object[] cell) throws Exception {
        Object[] accumulators = new Object[cell.length];
        for (int i = 0; i < cell.length; i++) {
            accumulators[i] = parts.get(i).accumulator(cell[i]);
        }
        return Arrays.asList(accumulators);
    }
}
