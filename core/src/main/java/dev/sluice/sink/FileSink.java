package dev.sluice.sink;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.file.Leftovers;
import dev.sluice.file.RecordForm;
import dev.sluice.file.StagedDirectory;
import dev.sluice.storage.Location;
import java.util.List;
import java.util.regex.Pattern;

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
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public Writer<T> open(OutputKey key, int partition) {
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
    public void takeOver(RunId run) {
        Pattern targets = Pattern.compile(Pattern.quote(prefix.name() + "-") + "\\d+" + Pattern.quote(dotted(suffix)));
        new Leftovers(prefix.storage(), prefix.directory(), targets, run.author()).discard();
    }

    private StagedDirectory directory(OutputKey key) {
        String ending = ending(Long.toString(key.batch().timeMillis()));
        return new StagedDirectory(prefix.plus(ending), key.run().author(), key.toString());
    }

    private String ending(String time) {
        return "-" + time + dotted(suffix);
    }

    private static String dotted(String suffix) {
        return suffix.isEmpty() ? "" : "." + suffix;
    }
}
