package dev.sluice.conformance.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.LocalStorage;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program's directory holds is data, and for its owner alone. */
class SecretsTest {
    private static final String SECRET = "canary-5f3a1";
    private static final String COMMAND = "sun.java.command";

    @TempDir
    private Path directory;

    private @Nullable String command;

    @BeforeEach
    void hide() {
        command = System.getProperty(COMMAND);
        System.setProperty(COMMAND, "demo.Main --password=" + SECRET);
        System.setProperty("demo.password", SECRET);
    }

    @AfterEach
    void forget() {
        System.clearProperty("demo.password");
        if (command == null) {
            System.clearProperty(COMMAND);
        } else {
            System.setProperty(COMMAND, command);
        }
    }

    private record Account(String user, String password) {}

    /** A program that is given secrets wherever a program may be, but in its records. */
    private void run(Path checkpoint) {
        Account account = new Account("someone", SECRET);
        ManualClock clock = new ManualClock(Machine.FIRST_START);
        StreamingContext context = StreamingContext.builder("job")
                .batchInterval(Machine.INTERVAL)
                .master("local[2]")
                .checkpoint(new LocalStorage(checkpoint).ownerOnly(), checkpoint + "?password=" + SECRET)
                .snapshotInterval(Machine.INTERVAL.multipliedBy(2))
                .clock(clock)
                .build();
        var broadcast = context.broadcast(account);
        context.directStream(
                        "numbers",
                        new GeneratorSource<>(2, n -> account.password().length() + n))
                .filter(n -> !broadcast.value().password().isEmpty())
                .mapToPair(n -> KeyValue.of("key-of-" + n % 2, n))
                .<Long>updateStateByKey(Sums::add)
                .foreachRdd(rdd -> assertThat(rdd.count()).isPositive());
        context.start();
        clock.advance(Machine.INTERVAL.multipliedBy(5));
        assertThat(context.failure()).isEmpty();
        context.stop(true);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.toList();
        }
    }

    @Test
    void noSecretOfTheProgramIsInItsDirectory() throws IOException {
        Path checkpoint = directory.resolve("checkpoint");
        run(checkpoint);
        boolean keys = false;
        for (Path file : files(checkpoint)) {
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                String shown = file.getFileName().toString();
                assertThat(new String(bytes, ISO_8859_1)).as(shown).doesNotContain(SECRET);
                assertThat(new String(bytes, ISO_8859_1))
                        .as(shown)
                        .doesNotContain(new String(SECRET.getBytes(UTF_16LE), ISO_8859_1));
                keys |= new String(bytes, UTF_8).contains("key-of-");
            }
        }
        assertThat(keys)
                .as("the records themselves are there, and would be found")
                .isTrue();
    }

    @Test
    void everythingInTheDirectoryIsForItsOwnerAlone() throws IOException {
        Path checkpoint = directory.resolve("new/checkpoint");
        run(checkpoint);
        List<Path> files = files(checkpoint);
        assertThat(files).hasSizeGreaterThan(4);
        for (Path file : files) {
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            assertThat(permissions).as(file.toString()).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
    }
}
