package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.file.Published;
import dev.sluice.file.Rolling;
import dev.sluice.sink.Sinks;
import dev.sluice.storage.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that changed after they were written. */
class DamageTest {
    @TempDir
    private Path directory;

    private Path counts() {
        return directory.resolve("counts-1000");
    }

    private void write() throws InterruptedException {
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a", "b"), List.of("c"))).saveAsTextFiles(directory + "/counts");
            job.run(1);
            job.end();
        }
    }

    private static List<String> verify(Path path) {
        return new Published(Location.local(path.toString())).verify();
    }

    private static void flip(Path file, int byteAt) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[byteAt] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void theManifestSaysWhatWasWrittenUnderWhichKey() throws Exception {
        write();
        assertThat(Files.readAllLines(counts().resolve("_sluice")).subList(0, 4))
                .containsExactly(
                        "sluice manifest 2",
                        "key job/1-1000/0",
                        "part 4 " + checksum("a\nb\n") + " 2 7390f9e4376a266d part-00000",
                        "part 2 " + checksum("c\n") + " 1 7c94f352c6563dca part-00001");
        assertThat(verify(counts())).isEmpty();
    }

    private static String checksum(String text) {
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    @Test
    void aFlippedBitIsFound() throws Exception {
        write();
        flip(counts().resolve("part-00001"), 0);
        assertThat(verify(counts()))
                .containsExactly(
                        "'" + counts() + "/part-00001' is damaged: its checksum is wrong; bring it back from a copy");
    }

    @Test
    void filesThatAreShorterOrMissingOrNewAreFound() throws Exception {
        write();
        Files.writeString(counts().resolve("part-00000"), "a");
        Files.delete(counts().resolve("part-00001"));
        Files.writeString(counts().resolve("part-00002"), "x");
        assertThat(verify(counts()))
                .containsExactly(
                        "'" + counts() + "/part-00000' has 1 bytes, but was written with 4; bring it back from a copy",
                        "'" + counts() + "/part-00001' is missing; bring it back from a copy",
                        "'" + counts() + "/part-00002' was not written with the other files; move it away, for readers"
                                + " take it for a part of the output");
    }

    @Test
    void aDamagedManifestIsFoundAndStopsWhoWouldWriteThere() throws Exception {
        write();
        flip(counts().resolve("_sluice"), 30);
        assertThat(verify(counts()))
                .singleElement()
                .asString()
                .startsWith("the manifest '" + counts() + "/_sluice' is damaged: its checksum is wrong.");
        assertThatThrownBy(this::write)
                .isInstanceOf(CorruptionException.class)
                .hasMessageContaining("/_sluice' is damaged");
    }

    @Test
    void withoutAManifestTheBytesAreCompared() throws Exception {
        write();
        Files.delete(counts().resolve("_sluice"));
        write();
        flip(counts().resolve("part-00001"), 0);
        assertThatThrownBy(this::write).hasMessageContaining("part-00001 would differ from byte 0 on");
        assertThat(verify(counts()))
                .containsExactly("'" + counts() + "' has no manifest, so nobody can tell whether it changed; only what"
                        + " the streams of a program write has one");
    }

    @Test
    void filesOfManyBatchesAreVerifiedToo() throws Exception {
        Rolling twoBatches = Rolling.of(1 << 20, Duration.ofSeconds(1));
        try (Job job = new Job()) {
            job.stream(List.of(List.of("a")), List.of(List.of("b")), List.of(List.of("c")), List.of(List.of("d")))
                    .to(Sinks.rollingText(Location.local(directory + "/counts"), "txt", twoBatches));
            job.run(4);
            job.end();
        }
        Path older = directory.resolve("counts-1000-2000.txt");
        Path newer = directory.resolve("counts-3000-4000.txt");
        assertThat(older).hasContent("a\nb\n");
        assertThat(verify(older)).isEmpty();
        assertThat(verify(newer)).isEmpty();
        flip(older, 2);
        assertThat(verify(older))
                .containsExactly("'" + older + "' is damaged: its checksum is wrong; bring it back from a copy");
        flip(newer, 2);
        assertThat(verify(newer))
                .containsExactly("'" + newer + "' is damaged: its checksum is wrong; bring it back from a copy");
    }
}
