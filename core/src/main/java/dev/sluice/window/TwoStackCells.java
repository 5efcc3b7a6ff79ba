package dev.sluice.window;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges the last records of one key without an inverse, at constant cost on average. Each record is a slice: slices come in on the back stack and leave from the front
 * stack, whose every layer holds its slice merged with all later ones of the front. When the back becomes the front it
 * is flipped once.
 *
 * <p>Time is divided in blocks of as many slices as the window has, so that a window reaches over two blocks at most:
 * the back holds the slices of the newer block, the front what is left of the older one. The back is flipped when its
 * block is over. Where the blocks begin differs from key to key, by the hash, so that at each slide only a few keys flip
 * and no slide costs more than the others, however long the window is.
 *
 * @param slices how many slices a window has
 */
record TwoStackCells<A>(Aggregate<?, A, ?> aggregate, int slices) {
    private static final long SPREAD = 0x9E3779B9L;
    private static final String NEVER_EMPTY = "a cell holds one slice at least";

    /**
     * One key's window.
     *
     * @param front oldest slice on top, each merged with the later ones below it
     * @param back newest slice on top, each by itself
     * @param closed the slices of the back merged, without the newest; null if there is no other
     */
    record Cell<A>(
            @Nullable Layer<A> front,
            @Nullable Layer<A> back,
            @Nullable A closed) {}

    /** One slice and what lies below it; not a record, whose methods would go down the whole stack. */
    static final class Layer<A> {
        final long slice;
        final A value;
        final @Nullable Layer<A> below;

        Layer(long slice, A value, @Nullable Layer<A> below) {
            this.slice = slice;
            this.value = value;
            this.below = below;
        }
    }

    Cell<A> enter(@Nullable Cell<A> cell, int hash, long slice, A partial) throws Exception {
        if (cell == null) {
            return new Cell<>(null, new Layer<>(slice, partial, null), null);
        }
        Cell<A> settled = settle(cell, hash, slice);
        Layer<A> back = settled.back;
        if (back == null) {
            return new Cell<>(settled.front, new Layer<>(slice, partial, null), null);
        }
        if (back.slice == slice) {
            return new Cell<>(settled.front, new Layer<>(slice, partial, back.below), settled.closed);
        }
        return new Cell<>(settled.front, new Layer<>(slice, partial, back), merged(settled.closed, back.value));
    }

    @Nullable
    Cell<A> leave(Cell<A> cell, long slice, A partial) throws Exception {
        Layer<A> front = cell.front;
        if (front != null) {
            return front.below == null && cell.back == null ? null : new Cell<>(front.below, cell.back, cell.closed);
        }
        Layer<A> rest = flip(Objects.requireNonNull(cell.back, NEVER_EMPTY)).below;
        return rest == null ? null : new Cell<>(rest, null, null);
    }

    Cell<A> settle(Cell<A> cell, int hash, long last) throws Exception {
        Layer<A> back = cell.back;
        if (back == null || block(back.slice, hash) == block(last, hash)) {
            return cell;
        }
        if (cell.front != null) {
            throw new IllegalStateException("slice " + cell.front.slice + " must leave before the window ends at slice "
                    + last + ", being older than its " + slices + " slices");
        }
        return new Cell<>(flip(back), null, null);
    }

    A value(Cell<A> cell) throws Exception {
        A value = cell.front == null ? null : cell.front.value;
        if (cell.back != null) {
            value = merged(value, merged(cell.closed, cell.back.value));
        }
        return Objects.requireNonNull(value, NEVER_EMPTY);
    }

    private long block(long slice, int hash) {
        long start = (((hash * SPREAD) & 0xFFFFFFFFL) * slices) >>> Integer.SIZE;
        return Math.floorDiv(slice + start, (long) slices);
    }

    private Layer<A> flip(Layer<A> back) throws Exception {
        Layer<A> front = new Layer<>(back.slice, back.value, null);
        for (Layer<A> layer = back.below; layer != null; layer = layer.below) {
            front = new Layer<>(layer.slice, Accumulators.merge(aggregate, layer.value, front.value), front);
        }
        return front;
    }

    private A merged(@Nullable A left, A right) throws Exception {
        return left == null ? right : Accumulators.merge(aggregate, left, right);
    }
}
