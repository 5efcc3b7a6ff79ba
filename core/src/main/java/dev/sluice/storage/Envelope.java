package dev.sluice.storage;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What every written value is wrapped in. Reading one first cuts the memory that may be allocated to a measure of the
 * bytes given, so that a damaged length cannot ask for much more than a sound one.
 */
record Envelope(@Nullable Object value) {
    static final int ID = 0;
    static final long MEMORY_BYTES_MAX = 1L << 40;

    /** An empty map takes about 50 bytes and is written as one. */
    private static final long MEMORY_PER_BYTE = 128;

    private static final long MEMORY_FOR_ANY = 32L << 20;

    static long memoryFor(int bytes) {
        return MEMORY_FOR_ANY + MEMORY_PER_BYTE * bytes;
    }

    static final class Form extends Serializer<Envelope> {
        Form(Config config) {
            super(config, Envelope.class);
        }

        @Override
        public void write(WriteContext out, Envelope envelope) {
            out.writeRef(envelope.value());
        }

        @Override
        public Envelope read(ReadContext in) {
            in.reserveGraphMemory(MEMORY_BYTES_MAX - memoryFor(in.getBuffer().size()));
            return new Envelope(in.readRef());
        }
    }
}
