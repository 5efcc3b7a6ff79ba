package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.data.KeyValue;
import dev.sluice.error.CodecException;
import dev.sluice.error.SourceException;
import dev.sluice.storage.Codec;
import dev.sluice.storage.LocalStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records written by {@code saveAsObjectFiles} and read by {@code objectFile}. */
class ObjectFilesTest {
    @TempDir
    private Path directory;

    record Reading(String sensor, double value) {}

    /** Neither a record nor a value of the JDK. */
    static final class Point {
        private final int x;

        Point(int x) {
            this.x = x;
        }

        int x() {
            return x;
        }
    }

    private String prefix() {
        return directory + "/objects";
    }

    @Test
    void recordsComeBackInTheirPartitionsAndTheirOrder() {
        List<Reading> many = IntStream.range(0, 50_000)
                .mapToObj(i -> new Reading("sensor " + i % 10, i))
                .toList();
        try (Job job = new Job()) {
            job.stream(List.of(many, List.of(), List.of(new Reading("last", 1))))
                    .saveAsObjectFiles(prefix(), "bin");
            job.run(1);
        }
        try (Job reading = new Job()) {
            List<List<Reading>> parts = reading.context
                    .<Reading>objectFile(Path.of(prefix() + "-1000.bin"))
                    .glom()
                    .collect();
            assertThat(parts).containsExactly(many, List.of(new Reading("last", 1)));
        }
    }

    @Test
    void nullsAndPairsComeBack() {
        List<KeyValue<String, Long>> records = Arrays.asList(KeyValue.of("a", 1L), null, KeyValue.of(null, 2L));
        try (Job job = new Job()) {
            job.stream(List.of(records)).saveAsObjectFiles(prefix());
            job.run(1);
        }
        try (Job reading = new Job()) {
            assertThat(reading.context.objectFile(Path.of(prefix() + "-1000")).collect())
                    .isEqualTo(records);
        }
    }

    @Test
    void aBatchWithoutRecordsLeavesNothing() {
        try (Job job = new Job()) {
            job.stream(List.of(), List.of(List.of())).saveAsObjectFiles(prefix());
            job.run(2);
        }
        assertThat(new Files(new LocalStorage(directory)).names("")).isEmpty();
    }

    @Test
    void theSameRecordsOnceMoreLeaveTheDirectoryUntouched() throws InterruptedException {
        for (int run = 0; run < 2; run++) {
            try (Job job = new Job()) {
                job.stream(List.of(List.of(new Reading("a", 1), new Reading("b", 2))))
                        .saveAsObjectFiles(prefix());
                job.run(1);
                job.end();
            }
        }
        assertThat(new Files(new LocalStorage(directory)).names("")).containsExactly("objects-1000");
    }

    @Test
    void aClassThatWasNotDeclaredIsRefusedWithTheRemedy() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of(1))).map(x -> new Point(x)).saveAsObjectFiles(prefix());
            job.run(1);
            assertThatThrownBy(job::end)
                    .isInstanceOf(CodecException.class)
                    .hasMessageMatching("saveAsObjectFiles at ObjectFilesTest\\.java:\\d+: cannot write '" + prefix()
                            + "-1000': the class .*Point is neither a record, an enum nor a value of the JDK, and was not"
                            + " declared; make it a record, or declare it:"
                            + " StreamingContext\\.builder\\(…\\)\\.allow\\(Point\\.class\\)");
        }
        assertThat(new Files(new LocalStorage(directory)).names("")).isEmpty();
    }

    @Test
    void aClassThatWasDeclaredComesBack() {
        try (Job job = new Job(builder -> builder.allow(Point.class))) {
            job.stream(List.of(List.of(new Point(1), new Point(2)))).saveAsObjectFiles(prefix());
            job.run(1);
        }
        try (Job reading = new Job(builder -> builder.allow(Point.class))) {
            assertThat(reading.context
                            .<Point>objectFile(Path.of(prefix() + "-1000"))
                            .map(Point::x)
                            .collect())
                    .containsExactly(1, 2);
        }
        try (Job reading = new Job()) {
            assertThatThrownBy(() -> reading.context
                            .objectFile(Path.of(prefix() + "-1000"))
                            .collect())
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("Point is neither a record, an enum nor a value of the JDK");
        }
    }

    private static final class PointCodec implements Codec<Point> {
        @Override
        public byte[] encode(Point point) {
            return new byte[] {(byte) point.x()};
        }

        @Override
        public Point decode(ByteBuffer bytes) {
            return new Point(bytes.get());
        }
    }

    @Test
    void aClassMayBringItsOwnCodec() {
        try (Job job = new Job(builder -> builder.codec(Point.class, new PointCodec()))) {
            job.stream(List.of(List.of(new Point(7)))).saveAsObjectFiles(prefix());
            job.run(1);
            assertThat(job.context
                            .<Point>objectFile(Path.of(prefix() + "-1000"))
                            .first()
                            .x())
                    .isEqualTo(7);
        }
    }

    @Test
    void oneFileOfADirectoryCanBeRead() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"), List.of("b"))).saveAsObjectFiles(prefix());
            job.run(1);
            assertThat(job.context
                            .objectFile(Path.of(prefix() + "-1000/part-00001"))
                            .collect())
                    .containsExactly("b");
        }
    }

    @Test
    void filesThatAreHiddenAreNotRead() throws IOException {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsObjectFiles(prefix());
            job.run(1);
            java.nio.file.Files.writeString(directory.resolve("objects-1000/_SUCCESS"), "");
            java.nio.file.Files.writeString(directory.resolve("objects-1000/.part.swp"), "rubbish");
            assertThat(job.context.objectFile(Path.of(prefix() + "-1000")).collect())
                    .containsExactly("a");
        }
    }

    @Test
    void whatIsNotThereCannotBeRead() {
        try (Job job = new Job()) {
            assertThatThrownBy(() -> job.context.objectFile(directory.resolve("nothing")))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(
                            directory + "/nothing is neither a file nor a directory that can be read; check the path");
        }
    }

    @Test
    void aDirectoryOfDirectoriesIsNoDirectoryOfRecords() {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a"))).saveAsObjectFiles(prefix());
            job.run(1);
            assertThatThrownBy(() -> job.context.objectFile(directory))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(directory + " holds no files to read, but objects-1000; name that directory instead");
        }
    }

    @Test
    void damageIsFoundWhereItIsRead() throws IOException {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("abcdefgh"))).saveAsObjectFiles(prefix());
            job.run(1);
            Path part = directory.resolve("objects-1000/part-00000");
            byte[] bytes = java.nio.file.Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            java.nio.file.Files.write(part, bytes);
            assertThatThrownBy(() ->
                            job.context.objectFile(Path.of(prefix() + "-1000")).collect())
                    .isInstanceOf(CodecException.class)
                    .hasMessage(
                            "'" + prefix() + "-1000/part-00000' is damaged at byte 12: the checksum is wrong; bring the"
                                    + " file back from a copy, or write it again");
        }
    }
}
