package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.Batch;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks whose writers work in other processes than their publication. */
class SentSinkTest {
    private static final OutputKey KEY =
            new OutputKey(RunId.of("job"), new Batch(7, Instant.ofEpochMilli(7_000), Duration.ofSeconds(1), 1), 0);

    @TempDir
    private Path directory;

    @SuppressWarnings("unchecked")
    private static <T> T sent(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    /** Each attempt at a partition in a process of its own; the publication in this one. */
    private static void write(Sink<String> sink, List<Integer> attempts) throws Exception {
        List<String> receipts = new ArrayList<>();
        for (int partition : attempts) {
            Sink.Writer<String> writer = sent(sink).open(sent(KEY), partition, 1);
            writer.write("record of " + partition);
            receipts.add(writer.stage());
            writer.close();
        }
        sink.publish(KEY, receipts.subList(receipts.size() - 2, receipts.size()));
    }

    private Location prefix() {
        return Location.local(directory + "/out");
    }

    @Test
    void textOfOtherProcessesIsPublishedHere() throws Exception {
        write(Sinks.textFiles(prefix(), "txt"), List.of(0, 1, 0, 1));
        assertThat(new Files(new LocalStorage(directory)).below("").values())
                .containsExactly("record of 0\n", "record of 1\n");
    }

    @Test
    void objectsOfOtherProcessesArePublishedHere() throws Exception {
        write(Sinks.objectFiles(prefix(), "", TypeRegistry.defaults()), List.of(1, 0, 1));
        try (Job job = new Job()) {
            assertThat(job.context.objectFile(directory.resolve("out-7000")).collect())
                    .containsExactly("record of 0", "record of 1");
        }
    }

    @Test
    void allOfItWorksInStrictMode() throws Exception {
        try (Job job = new Job(builder -> builder.strict(true))) {
            job.stream(List.of(List.of("a"), List.of("b"))).saveAsTextFiles(directory + "/text");
            job.stream(List.of(List.of("a"), List.of("b"))).saveAsObjectFiles(directory + "/objects");
            job.run(1);
            assertThat(job.context.objectFile(directory.resolve("objects-1000")).collect())
                    .isEqualTo(
                            job.context.textFile(directory.resolve("text-1000")).collect());
            job.end();
        }
    }
}
