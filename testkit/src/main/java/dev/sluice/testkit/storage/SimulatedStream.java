package dev.sluice.testkit.storage;

import java.io.ByteArrayInputStream;
import java.util.function.Consumer;

/** A file opened for reading: all that it held at that moment. */
final class SimulatedStream extends ByteArrayInputStream {
    private final Runnable onClose;

    SimulatedStream(byte[] content, Consumer<SimulatedStream> onClose) {
        super(content);
        this.onClose = () -> onClose.accept(this);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
