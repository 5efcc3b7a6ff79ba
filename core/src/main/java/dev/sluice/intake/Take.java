package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * What one batch takes from a receiver, in order; still with the producers until it is confirmed.
 *
 * @param pieces the records
 * @param cursors where each producer's reading has come to
 */
record Take<T>(List<Piece<T>> pieces, List<Producer.Cursor<T>> cursors) {
    Take() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    /** Adds the next records of a producer. Returns how many there were. */
    long add(Producer<T> producer, long max) {
        int before = pieces.size();
        cursors.add(producer.read(max, pieces));
        return pieces.subList(before, pieces.size()).stream()
                .mapToLong(Piece::records)
                .sum();
    }

    long records() {
        return pieces.stream().mapToLong(Piece::records).sum();
    }

    void confirm() {
        cursors.forEach(Producer.Cursor::confirm);
    }
}
