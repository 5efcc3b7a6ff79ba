package dev.sluice.engine.local;

import dev.sluice.engine.Engine;
import java.util.concurrent.atomic.LongAdder;

/** A sum that many threads add to. */
final class LocalCounter implements Engine.Counter {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final LongAdder sum = new LongAdder();

    LocalCounter(String name) {
        this.name = name;
    }

    @Override
    public void add(long amount) {
        sum.add(amount);
    }

    @Override
    public long value() {
        return sum.sum();
    }

    @Override
    public String toString() {
        return name + "=" + value();
    }
}
