package dev.sluice.conformance.simulation;

import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A planted mistake: files are written where readers look. */
@SuppressWarnings("serial") // never leaves this process
record InPlaceSink(Storage storage, String prefix) implements Sink<String> {
    @Override
    public String name() {
        return prefix;
    }

    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<String> open(OutputKey key, int partition, int partitions) {
        String directory = prefix + "-" + key.batch().timeMillis();
        String path = directory + "/part-" + partition;
        storage.createDirectories(directory);
        boolean ignored = storage.delete(path);
        AppendFile file = storage.create(path);
        return new Writer<>() {
            @Override
            public void write(String record) {
                file.append(ByteBuffer.wrap((record + "\n").getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public String stage() {
                file.sync();
                storage.syncDirectory(directory);
                return "";
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }
}
