package dev.sluice.batch;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Split;
import dev.sluice.source.InputPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The records of a batch by their numbers, through all its inputs and their splits. */
final class Selection {
    private final List<InputPlan<?>> inputs;
    private final List<Long> sizes = new ArrayList<>();

    /** Counts the records. */
    Selection(List<InputPlan<?>> inputs) throws Exception {
        this.inputs = inputs;
        for (InputPlan<?> input : inputs) {
            for (Split<?> split : input.splits()) {
                sizes.add(size(split));
            }
        }
    }

    /**
     * The plans without the records that have these numbers.
     *
     * @throws SourceException if the records cannot be counted
     */
    static List<InputPlan<?>> without(List<Long> numbers, List<InputPlan<?>> inputs) {
        try {
            return new Selection(inputs).below(Long.MAX_VALUE, new TreeSet<>(numbers));
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception e) {
            throw new SourceException("the records that a batch is run without could not be counted again: " + e, e);
        }
    }

    /** How many there are. */
    long records() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** The plans with the records below a number, without the excluded ones. */
    List<InputPlan<?>> below(long end, NavigableSet<Long> excluded) {
        List<InputPlan<?>> selected = new ArrayList<>();
        long first = 0;
        int next = 0;
        for (InputPlan<?> input : inputs) {
            List<Long> firsts = new ArrayList<>();
            for (int i = 0; i < input.splits().size(); i++) {
                firsts.add(first);
                first += sizes.get(next++);
            }
            selected.add(selected(input, firsts, end, excluded));
        }
        return selected;
    }

    private static <T> InputPlan<T> selected(
            InputPlan<T> input, List<Long> firsts, long end, NavigableSet<Long> excluded) {
        List<Split<T>> splits = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            splits.add(new SelectedSplit<>(input.splits().get(i), firsts.get(i), end, excluded));
        }
        return new InputPlan<>(splits, input.records(), input.range(), null, input.partitions());
    }

    /** The record with a number. */
    Object record(long number) throws Exception {
        long first = 0;
        int next = 0;
        for (InputPlan<?> input : inputs) {
            for (Split<?> split : input.splits()) {
                long size = sizes.get(next++);
                if (number < first + size) {
                    return record(split, number - first);
                }
                first += size;
            }
        }
        throw new IllegalArgumentException("there is no record " + number + " among " + first);
    }

    private static Object record(Split<?> split, long index) throws Exception {
        Iterator<?> records = split.iterator();
        for (long skipped = 0; skipped < index; skipped++) {
            records.next();
        }
        return records.next();
    }

    private static long size(Split<?> split) throws Exception {
        long size = split.size();
        if (size != Split.UNKNOWN) {
            return size;
        }
        long counted = 0;
        for (Iterator<?> records = split.iterator(); records.hasNext(); records.next()) {
            counted++;
        }
        return counted;
    }
}
