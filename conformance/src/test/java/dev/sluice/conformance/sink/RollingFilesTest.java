package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.file.Rolling;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many batches each in a directory of this machine. */
class RollingFilesTest {
    private static final Rolling EVERY_THREE_SECONDS = Rolling.of(1 << 20, Duration.ofSeconds(2));

    @TempDir
    private Path directory;

    private Location prefix() {
        return Location.local(directory + "/counts");
    }

    private Files files() {
        return new Files(new LocalStorage(directory));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static <T> void write(Sink<? super T> sink, List<List<T>>... batches) throws Exception {
        try (Job job = new Job()) {
            job.stream(batches).to(sink);
            job.run(batches.length);
            job.end();
        }
    }

    @Test
    void batchesBecomeAFileWhenTheOldestIsOldEnough() throws Exception {
        write(
                Sinks.rollingText(prefix(), "txt", EVERY_THREE_SECONDS),
                List.of(List.of("a"), List.of("b")),
                List.of(),
                List.of(List.of("c")),
                List.of(List.of("d")));
        assertThat(files().visible()).containsOnlyKeys("counts-1000-3000.txt").containsValue("a\nb\nc\n");
    }

    @Test
    void aGracefulStopMakesAFileOfTheRest() throws Exception {
        Sink<String> sink = Sinks.rollingText(prefix(), "", EVERY_THREE_SECONDS);
        write(sink, List.of(List.of("a")));
        assertThat(files().visible()).isEmpty();
        sink.finish(RunId.of("job"));
        sink.finish(RunId.of("job"));
        assertThat(files().visible()).containsOnlyKeys("counts-1000-1000").containsValue("a\n");
    }

    /** Runs batches of one record each with a checkpoint directory. */
    private void run(boolean graceful, String... records) throws InterruptedException {
        try (Job job = new Job(builder -> builder.checkpoint(directory.resolve("checkpoint")))) {
            List<List<String>> batch = List.of(List.of(records));
            job.stream(batch).to(Sinks.rollingText(prefix(), "txt", Rolling.of(1 << 20, Duration.ofDays(1))));
            job.run(1);
            job.context.stop(graceful);
            job.context.awaitTermination();
        }
    }

    @Test
    void aJobWithADirectoryGoesOnWithWhatItHeldBack() throws Exception {
        run(false, "a");
        assertThat(files().visible().keySet()).noneMatch(path -> path.startsWith("counts"));
        run(true, "b");
        assertThat(files().visible()).containsEntry("counts-1000-2000.txt", "a\nb\n");
    }

    @Test
    void aProgramWithoutADirectoryGoesOnWithWhatItsLastStartHeldBack() throws Exception {
        Sink<String> sink = Sinks.rollingText(prefix(), "txt", EVERY_THREE_SECONDS);
        write(sink, List.of(List.of("a")));
        write(sink, List.of(List.of("a")), List.of(), List.of(), List.of(List.of("b")));
        assertThat(files().visible()).containsOnlyKeys("counts-1000-1000.txt").containsValue("a\n");
        sink.finish(RunId.of("job"));
        assertThat(files().visible()).containsKey("counts-4000-4000.txt");
    }

    @Test
    void objectsOfManyBatchesAreReadAsOneFile() throws Exception {
        List<Integer> many = IntStream.range(0, 40_000).boxed().toList();
        write(
                Sinks.rollingObjects(prefix(), "obj", Rolling.of(1, Duration.ofDays(1)), TypeRegistry.defaults()),
                List.of(many, List.of(-1)));
        write(
                Sinks.<KeyValue<String, Integer>>rollingObjects(
                        Location.local(directory + "/pairs"), "obj", EVERY_THREE_SECONDS, TypeRegistry.defaults()),
                List.of(List.of(KeyValue.of("a", 1))),
                List.of(List.of(KeyValue.of("b", 2)), List.of(KeyValue.of("c", 3))),
                List.of());
        try (Job job = new Job()) {
            assertThat(job.context
                            .objectFile(directory.resolve("counts-1000-1000.obj"))
                            .collect())
                    .hasSize(40_001)
                    .startsWith(0, 1)
                    .endsWith(39_999, -1);
            assertThat(job.context
                            .objectFile(directory.resolve("pairs-1000-2000.obj"))
                            .collect())
                    .containsExactly(KeyValue.of("a", 1), KeyValue.of("b", 2), KeyValue.of("c", 3));
        }
    }

    @Test
    void linesOfJsonRollToo() throws Exception {
        write(
                Sinks.rollingJsonLines(prefix(), "jsonl", EVERY_THREE_SECONDS),
                List.of(List.of(KeyValue.of("a", 1L))),
                List.of(List.of(KeyValue.of("b", 2L))),
                List.of());
        assertThat(files().visible())
                .containsOnlyKeys("counts-1000-2000.jsonl")
                .containsValue("{\"key\":\"a\",\"value\":1}\n{\"key\":\"b\",\"value\":2}\n");
    }

    @Test
    void readersSeeOnlyWholeFiles() throws Exception {
        write(
                Sinks.rollingText(prefix(), "txt", EVERY_THREE_SECONDS),
                List.of(List.of("a")),
                List.of(),
                List.of(List.of("b")),
                List.of(List.of("held back")));
        try (Job job = new Job()) {
            assertThat(job.context.textFile(directory).collect()).containsExactly("a", "b");
        }
    }

    @Test
    void theExplanationSaysWhereItGoesAndHowOften() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a")))
                    .to(Sinks.rollingText(new Location(prefix().storage(), "a"), "txt", EVERY_THREE_SECONDS));
            assertThat(job.context.explain())
                    .contains("writes rolling text files a-*.txt; exactly once: a batch becomes visible together with");
        }
    }

    @Test
    void sizesAndAgesMustBePositive() {
        assertThatThrownBy(() -> Rolling.of(0, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("files must roll at a positive size and age, but were to roll at 0 bytes or PT1S; try"
                        + " Rolling.of(128 << 20, Duration.ofMinutes(10))");
        assertThatThrownBy(() -> Rolling.of(1, Duration.ZERO)).isInstanceOf(InvalidProgramException.class);
    }
}
