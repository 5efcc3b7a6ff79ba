package dev.sluice.examples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.util.List;

// snippet: a sink that writes files
/** Keeps each batch in a file of its own. A file appears whole, and stays once its batch is done. */
record BatchFiles(Storage storage) implements Sink<String> {
    @Override
    public String name() {
        return "batch files";
    }

    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<String> open(OutputKey key, int partition, int partitions) {
        StringBuilder lines = new StringBuilder();
        return new Writer<>() {
            @Override
            public void write(String line) {
                lines.append(line).append('\n');
            }

            @Override
            public String stage() {
                return lines.toString();
            }
        };
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        String name = "batch-" + key.batch().id();
        if (!storage.exists(name)) {
            storage.delete("draft");
            write("draft", String.join("", receipts));
            storage.rename("draft", name);
        }
        storage.syncDirectory("");
    }

    private void write(String name, String text) {
        try (AppendFile file = storage.create(name)) {
            file.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
            file.sync();
        }
    }
}
// end
