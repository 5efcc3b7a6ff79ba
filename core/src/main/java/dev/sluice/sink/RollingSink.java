package dev.sluice.sink;

import dev.sluice.file.RecordForm;
import dev.sluice.file.Rolling;
import dev.sluice.file.RollingFiles;
import dev.sluice.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files of many batches each, named by the times of the first and the last. */
record RollingSink<T>(String kind, FileName files, RecordForm<T> form, Rolling rolling) implements Sink<T> {
    @Override
    public String name() {
        return "rolling " + kind + " " + files;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition, int partitions) {
        return new PartWriter<>(files(key.run()).open(Micros.of(key.batch().time()), partition));
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        files(key.run()).publish(Micros.of(key.batch().time()), key.toString(), receipts);
    }

    @Override
    public void abandon(OutputKey key) {
        files(key.run()).discard(Micros.of(key.batch().time()));
    }

    @Override
    public Optional<Instant> newest(String job) {
        return files(RunId.of(job)).newest();
    }

    @Override
    public void takeOver(RunId run) {
        files(run).takeOver();
    }

    @Override
    public void finish(RunId run) {
        files(run).finish();
    }

    private RollingFiles<T> files(RunId run) {
        return new RollingFiles<>(files.prefix(), files.ending(), form, rolling, run.author());
    }
}
