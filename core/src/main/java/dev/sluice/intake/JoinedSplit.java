package dev.sluice.intake;

import dev.sluice.error.SourceException;
import dev.sluice.plan.Emitter;
import dev.sluice.plan.Split;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Splits read one after another as one; each is opened when it is its turn. */
record JoinedSplit<T>(List<Split<T>> parts) implements Split<T> {
    static <T> Split<T> of(List<Split<T>> parts) {
        return parts.size() == 1 ? parts.get(0) : new JoinedSplit<>(List.copyOf(parts));
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private final Iterator<Split<T>> rest = parts.iterator();
            private Iterator<T> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && rest.hasNext()) {
                    current = open(rest.next());
                }
                return current.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the split has no more records");
                }
                return current.next();
            }
        };
    }

    private static <T> Iterator<T> open(Split<T> part) {
        try {
            return part.iterator();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SourceException("a part of a split could not be read: " + e, e);
        }
    }

    @Override
    public void forEach(Emitter<? super T> out) throws Exception {
        for (Split<T> part : parts) {
            part.forEach(out);
        }
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Split::size).sum();
    }

    @Override
    public List<String> preferredLocations() {
        return parts.stream()
                .flatMap(part -> part.preferredLocations().stream())
                .distinct()
                .toList();
    }
}
