package dev.sluice.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.StreamingContext;
import dev.sluice.file.Rolling;
import dev.sluice.journal.CheckedEntry;
import dev.sluice.journal.CheckedEntry.Status;
import dev.sluice.journal.Verification;
import dev.sluice.sink.Sinks;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import dev.sluice.tool.MainClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    @TempDir
    private Path home;

    private Directory whole;

    @BeforeEach
    void aRunThatWasKilled() {
        Storage storage = new InMemoryStorage(new ManualClock());
        new Shop(storage, home.resolve("out/sums").toString()).run(8);
        whole = Directory.of(storage);
    }

    private static List<String> damaged(Directory directory) {
        return Verification.of(directory.storage()).entries().stream()
                .filter(entry -> entry.status() == Status.DAMAGED)
                .map(CheckedEntry::name)
                .toList();
    }

    @Test
    void whatWasNotTouchedIsSound() {
        Verification found = Verification.of(whole.storage());

        assertThat(found.isGood()).isTrue();
        assertThat(found.entries())
                .extracting(CheckedEntry::name)
                .containsExactlyInAnyOrderElementsOf(whole.files().keySet());
        assertThat(found.entries()).extracting(CheckedEntry::status).containsOnly(Status.OK);
    }

    @Test
    void aBitThatChangedIsFoundInEachFileWhereverItIs() {
        whole.files().forEach((name, content) -> {
            for (int offset : offsets(content.length)) {
                Verification found = Verification.of(whole.flipped(name, offset).storage());
                assertThat(found.entries())
                        .as("byte %s of %s", offset, name)
                        .filteredOn(entry -> entry.status() == Status.DAMAGED)
                        .extracting(CheckedEntry::name)
                        .containsExactly(name);
                assertThat(found.entries())
                        .filteredOn(entry -> entry.name().equals(name))
                        .singleElement()
                        .extracting(CheckedEntry::detail)
                        .asString()
                        .matches(".*at byte \\d+.*|.*is not the file it should be.*");
            }
        });
    }

    private static int[] offsets(int length) {
        return new int[] {0, 3, 5, 9, 25, 30, 35, 43, 49, 53, 57, 61, 64, length / 2, length - 1};
    }

    @Test
    void aCopyOfTheEndOfTheLogThatNothingNamesIsUnneeded() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop shop = new Shop(storage, home.resolve("out/drafts").toString());
        shop.run(8);
        shop.dieWithADraft();

        Verification found = Verification.of(storage);
        assertThat(found.isGood()).isTrue();
        assertThat(found.entries())
                .filteredOn(entry -> entry.status() != Status.OK)
                .extracting(CheckedEntry::name, CheckedEntry::status)
                .containsExactly(tuple("log-00000002-00000001", Status.UNNEEDED));
    }

    @Test
    void aFileThatIsMissingIsMissed() {
        assertThat(damaged(whole.without("job"))).containsExactly("job");
        assertThat(damaged(whole.without("epoch-00000001"))).containsExactly("epoch-00000001");
        assertThat(damaged(whole.without("log-00000001-00000002"))).containsExactly("log-00000001-00000002");
        assertThat(damaged(whole.without("data-00000001-0000000000000003")))
                .containsExactly("data-00000001-0000000000000003");
    }

    @Test
    void aFileThatEndsTooSoonIsDamaged() {
        for (String name : whole.files().keySet()) {
            byte[] content = whole.files().get(name);
            byte[] shorter = Arrays.copyOf(content, content.length - 1);
            boolean canBeCutOff = name.equals("log-00000001-00000003");
            assertThat(damaged(whole.with(name, shorter))).isEqualTo(canBeCutOff ? List.of() : List.of(name));
        }
    }

    @Test
    void aFileOfAnotherJobIsNotTakenForItsOwn() {
        byte[] foreign = whole.files().get("epoch-00000001").clone();
        assertThat(damaged(whole.with("epoch-00000002", foreign))).containsExactly("epoch-00000002");
    }

    @Test
    void snapshotsThatAreGoneKeepARunFromGoingOn() {
        Directory without = whole.without("snapshot-00000001-0000000000000003")
                .without("snapshot-00000001-0000000000000006")
                .without("log-00000001-00000001");

        assertThat(Verification.of(without.storage()).isGood()).isFalse();
    }

    @Test
    void aRunThatWritesMeanwhileIsNoDamage() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop shop = new Shop(storage, home.resolve("out/others").toString());
        shop.run(1);
        for (int batch = 0; batch < 10; batch++) {
            shop.clock.advance(Duration.ofSeconds(1));
            assertThat(Verification.of(storage).isGood()).isTrue();
        }
    }

    @Test
    void filesThatGoWhileTheyAreCheckedAreNoDamage() {
        for (int read = 1; read < 40; read++) {
            Storage storage = new InMemoryStorage(new ManualClock());
            Shop shop = new Shop(storage, home.resolve("racing" + read).toString());
            shop.run(8);
            Storage racing = Meanwhile.before(read, () -> shop.clock.advance(Duration.ofSeconds(7)), storage);

            assertThat(Verification.of(racing).isGood())
                    .as("before read %s", read)
                    .isTrue();
        }
    }

    @Test
    void filesOfManyBatchesAreCheckedToo() throws Exception {
        Path directory = home.resolve("job");
        ManualClock clock = new ManualClock();
        StreamingContext ssc = StreamingContext.builder("rolling")
                .batchInterval(Duration.ofSeconds(1))
                .checkpoint(directory)
                .clock(clock)
                .build();
        ssc.directStream("numbers", new GeneratorSource<Long>(2, n -> n))
                .map(String::valueOf)
                .to(Sinks.rollingText(
                        Location.local(home.resolve("rolled/of").toString()),
                        "txt",
                        Rolling.of(1 << 20, Duration.ofHours(1))));
        ssc.start();
        clock.advance(Duration.ofSeconds(3));
        ssc.stop(true);
        Path file = home.resolve("rolled/of-1000-3000.txt");

        assertThat(verify(directory, home.resolve("rolled")).out())
                .contains("ok        " + file + "  as it was published");
        assertThat(verify(directory, file).status()).isZero();
        Files.writeString(file, "0\n1\n2\n3\n4\n6\n");
        assertThat(verify(directory, home.resolve("rolled")).status()).isEqualTo(1);
    }

    private Output verify(Path... places) {
        return Output.of(
                new MainClass(),
                Stream.concat(Stream.of("verify"), Stream.of(places).map(Path::toString))
                        .toArray(String[]::new));
    }

    @Test
    void eachFileHasALineAndTheStatusSaysAll() throws Exception {
        Path directory = Files.createDirectory(home.resolve("job"));
        for (String name : whole.files().keySet()) {
            Files.write(directory.resolve(name), whole.files().get(name));
        }
        Files.writeString(directory.resolve("notes.txt"), "x");

        Output good = verify(directory);
        assertThat(good.status()).isZero();
        assertThat(good.out())
                .hasSize(12)
                .contains(
                        "ok        job  69 bytes",
                        "ok        epoch-00000001  69 bytes; for shop",
                        "stray     notes.txt  1 bytes; not Sluice's; left alone",
                        "10 checked, none damaged or missing");

        Files.write(directory.resolve("epoch-00000001"), new byte[69]);
        Output bad = verify(directory);
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.out())
                .contains(
                        "damaged   epoch-00000001  69 bytes; 'epoch-00000001' is damaged at byte 0: there are zeroes"
                                + " instead of a frame; nothing was changed; restore this file from a copy",
                        "10 checked, 1 damaged or missing");
    }

    @Test
    void whatStreamsPublishedIsCheckedToo() throws Exception {
        Path directory = home.resolve("job");
        new Shop(new LocalStorage(directory), home.resolve("sums/of").toString()).run(2);
        Path published = home.resolve("sums");

        Output good = verify(directory, published, published.resolve("of-1000"));
        assertThat(good.status()).isZero();
        assertThat(good.out())
                .contains(
                        "ok        " + published + "/of-1000  as it was published",
                        "ok        " + published + "/of-2000  as it was published");

        Files.writeString(published.resolve("of-2000/part-00000"), "(0, 9)\n(1, 13)\n");
        Output bad = verify(directory, published);
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.out())
                .contains("damaged   " + published + "/of-2000  '" + published
                        + "/of-2000/part-00000' is damaged: its checksum is wrong; bring it back from a copy");
    }

    @Test
    void whatCannotBeCheckedEndsWithTwo() throws Exception {
        Path directory = home.resolve("job");
        new Shop(new LocalStorage(directory), home.resolve("sums/of").toString()).run(1);
        Path empty = Files.createDirectory(home.resolve("empty"));

        assertThat(verify().status()).isEqualTo(2);
        assertThat(verify().err()).containsExactly("sluice: verify needs a directory");
        assertThat(verify(home.resolve("no")).err())
                .containsExactly("sluice: there is no directory '" + home.resolve("no") + "'");
        assertThat(verify(empty).err())
                .containsExactly(
                        "sluice: '" + empty + "' holds nothing of Sluice's; give the directory that the program"
                                + " was given as checkpoint");
        assertThat(verify(directory, home.resolve("no")).err())
                .containsExactly("sluice: there is no '" + home.resolve("no") + "'");
        assertThat(verify(directory, empty).err())
                .containsExactly("sluice: in '" + empty + "' nothing says that a stream published it; give what"
                        + " saveAsTextFiles and the like wrote, or the directory above it");
        assertThat(verify(directory, empty).status()).isEqualTo(2);
    }
}
