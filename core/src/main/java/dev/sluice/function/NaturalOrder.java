package dev.sluice.function;

/** The order that values have by themselves; that of the usual ones is named, so that it is inlined. */
record NaturalOrder<T extends Comparable<? super T>>() implements Comparator<T> {
    @Override
    public int compare(T left, T right) {
        if (left instanceof Long number && right instanceof Long other) {
            return Long.compare(number, other);
        }
        if (left instanceof Double number && right instanceof Double other) {
            return Double.compare(number, other);
        }
        return left.compareTo(right);
    }
}
