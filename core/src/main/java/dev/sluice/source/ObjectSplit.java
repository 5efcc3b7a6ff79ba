package dev.sluice.source;

import dev.sluice.file.ObjectReader;
import dev.sluice.plan.Split;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.util.Iterator;

/** One object file. */
record ObjectSplit<T>(Location file, TypeRegistry types) implements Split<T> {
    @Override
    public Iterator<T> iterator() {
        return new ObjectReader<>(file, types.codec());
    }

    @Override
    public long size() {
        return UNKNOWN;
    }
}
