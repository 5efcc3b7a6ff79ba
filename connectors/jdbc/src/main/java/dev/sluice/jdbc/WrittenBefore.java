package dev.sluice.jdbc;

import dev.sluice.sink.Sink;

/** Passes over records that an earlier attempt has written. */
final class WrittenBefore<T> implements Sink.Writer<T> {
    @Override
    public void write(T record) {}

    @Override
    public String stage() {
        return "";
    }
}
