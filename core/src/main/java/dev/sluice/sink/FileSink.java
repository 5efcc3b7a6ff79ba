package dev.sluice.sink;

import dev.sluice.file.BatchDirectories;
import dev.sluice.file.Leftovers;
import dev.sluice.file.RecordForm;
import dev.sluice.file.StagedDirectory;
import dev.sluice.storage.Location;
import dev.sluice.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A directory of part files for each batch that has records, named by the batch time. */
record FileSink<T>(String kind, FileName files, RecordForm<T> form) implements Sink<T> {
    @Override
    public String name() {
        return kind + " " + files;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) {
        return new PartWriter<>(directory(key).open(partition, form));
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        directory(key).publish(receipts);
    }

    @Override
    public void abandon(OutputKey key) {
        directory(key).discard();
    }

    @Override
    public Optional<Instant> newest(String job) {
        return new BatchDirectories(files.prefix(), targets()).newest(job);
    }

    @Override
    public void takeOver(RunId run) {
        Location prefix = files.prefix();
        new Leftovers(prefix.storage(), prefix.directory(), targets(), run.author()).discard();
    }

    /** The names of all directories, with the batch time. */
    private Pattern targets() {
        return Pattern.compile(Pattern.quote(files.prefix().name() + "-") + "(-?\\d{1,15}(?:_\\d{3})?)"
                + Pattern.quote(files.ending()));
    }

    private StagedDirectory directory(OutputKey key) {
        Location target =
                files.prefix().plus("-" + Micros.text(Micros.of(key.batch().time())) + files.ending());
        return new StagedDirectory(target, key.run().author(), key.toString());
    }
}
