package dev.sluice.sink;

import dev.sluice.data.Batch;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.file.PartFile;
import dev.sluice.file.RecordForm;
import dev.sluice.file.StagedDirectory;
import dev.sluice.storage.Location;
import java.util.List;

/** A directory of part files for each batch that has records, named by the batch time. */
record FileSink<T>(String kind, Location prefix, String suffix, RecordForm<T> form) implements Sink<T> {
    FileSink {
        if (prefix.path().isEmpty() || prefix.shown().endsWith("/")) {
            throw new InvalidProgramException("the prefix must end with the beginning of a name, but was \"" + prefix
                    + "\"; \"out/counts\" makes directories out/counts-1000, out/counts-2000 and so on");
        }
        if (suffix.contains("/")) {
            throw new InvalidProgramException("the suffix must be the end of a name, but was \"" + suffix
                    + "\"; \"txt\" makes directories such as out/counts-1000.txt");
        }
    }

    @Override
    public String name() {
        return kind + " " + prefix + ending("*");
    }

    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition) {
        PartFile<T> part = directory(key.batch()).open(partition, form);
        return new Writer<>() {
            @Override
            public void write(T record) {
                part.write(record);
            }

            @Override
            public String stage() {
                return part.stage();
            }

            @Override
            public void close() {
                part.close();
            }
        };
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        directory(key.batch()).publish(receipts);
    }

    @Override
    public void abandon(OutputKey key) {
        directory(key.batch()).discard();
    }

    private StagedDirectory directory(Batch batch) {
        return new StagedDirectory(prefix.plus(ending(Long.toString(batch.timeMillis()))));
    }

    private String ending(String time) {
        return "-" + time + (suffix.isEmpty() ? "" : "." + suffix);
    }
}
