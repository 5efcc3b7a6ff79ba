package dev.sluice.testkit.storage;

import java.util.function.Supplier;

/** Makes a file durable, or never. */
record Syncing(Supplier<SimulatedFile> file) implements Act<Boolean> {
    @Override
    public Boolean run() {
        file.get().sync();
        return true;
    }

    @Override
    public void fail() {
        file.get().failSync();
    }
}
