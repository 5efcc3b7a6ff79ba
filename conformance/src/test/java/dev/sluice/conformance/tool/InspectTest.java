package dev.sluice.conformance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.journal.Inspection;
import dev.sluice.plan.Split;
import dev.sluice.source.DirectSource;
import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import dev.sluice.tool.MainClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
    @TempDir
    private Path home;

    private Shop shop(Storage storage) {
        return new Shop(storage, home.resolve("sums").toString());
    }

    private Output inspect(Path directory) {
        return Output.of(new MainClass(), "inspect", directory.toString());
    }

    /** Without what differs from machine to machine and from version to version; widths stay. */
    private static List<String> masked(List<String> lines) {
        Pattern sizes = Pattern.compile(
                "\\d{3,4}(?= bytes|  stream|  update)|(?<= )\\d{3,4}$|(?<=byte )\\d+|[0-9a-f]{8}-[0-9a-f-]{27}");
        return lines.stream()
                .map(line ->
                        line.startsWith("program") ? line.replaceFirst("   .*, batches", "   Main, batches") : line)
                .map(line -> line.replaceAll("\\.java:\\d+", ".java"))
                .map(line -> sizes.matcher(line)
                        .replaceAll(found -> "#".repeat(found.group().length())))
                .toList();
    }

    @Test
    void aDirectoryIsShown() throws Exception {
        Path directory = home.resolve("job");
        Storage storage = new LocalStorage(directory);
        shop(storage).run(8);
        Files.writeString(directory.resolve("notes.txt"), "x");

        Output shown = inspect(directory);

        assertThat(shown.status()).isZero();
        assertThat(shown.err()).isEmpty();
        assertThat(String.join("\n", masked(shown.out()))).isEqualTo("""
                        job       ####################################, begun by "shop"
                        runs      1; run 1 of "shop" rules
                        program   Main, batches of PT1S, 2 partitions by default
                        snapshot  after batch 6 of 1970-01-01T00:00:06Z, #### bytes of state (snapshot-00000001-0000000000000006)
                                  after batch 3 of 1970-01-01T00:00:03Z, ### bytes of state (snapshot-00000001-0000000000000003)
                        log       3 files, #### bytes, up to byte #### of log-00000001-00000003
                        batches   up to 6 in the snapshot; after it 2 done, 0 pending
                        replay    batches 1 to 8 can be run again

                        outputs
                          output  last batch  id
                               0           8  foreachRdd(sums(numbers#1))#1
                               1           8  saveAsTextFiles(sums(numbers#1))#1
                               2           8  foreachRdd(push#1)#1
                               3           8  print(push#1)#1

                        states in the snapshot
                          kind   id             version  partitions  rows  bytes  operator                          shape
                          kept   kept push#1#1        6           1    12   ####  stream at Shop.java            batches of PT4S
                          state  sums                 6           2     6    ###  updateStateByKey at Shop.java  values by key

                        inputs
                          input      waiting blocks  waiting records  read last
                          numbers#1               0                0  from record 28 to record 32
                          push#1                  0                0  1 records in 1 blocks of the log

                        files
                          kind      count  bytes
                          job           1     69
                          begun         1     69
                          epoch         1     69
                          log           3   ####
                          data          2   ####
                          snapshot      2   ####

                        stray files, which are not Sluice's
                          notes.txt""");
    }

    @Test
    void sizesAreThoseOfTheFiles() {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(8);

        Inspection seen = Inspection.of(storage);

        assertThat(seen.files().stream().mapToLong(Inspection.Files::bytes).sum())
                .isEqualTo(storage.list("").stream().mapToLong(Entry::size).sum());
        long stateBytes =
                seen.states().stream().mapToLong(Inspection.State::bytes).sum();
        assertThat(seen.snapshots().get(0).bytes()).isEqualTo(stateBytes).isPositive();
    }

    @Test
    void aBatchThatFailsIsPendingWithWhatItReadsAndTheOutputsThatEnded() {
        Storage storage = new InMemoryStorage(new ManualClock());
        ManualClock clock = new ManualClock();
        StreamingContext ssc = StreamingContext.builder("failing")
                .batchInterval(Duration.ofSeconds(1))
                .checkpoint(storage, "memory")
                .clock(clock)
                .build();
        var numbers = ssc.directStream("offsets", new OffsetSource());
        numbers.foreachRdd(rdd -> rdd.collect());
        numbers.foreachRdd((rdd, batch) -> {
            if (batch.id() == 3) {
                throw new IllegalStateException("no");
            }
        });
        ssc.start();
        clock.advance(Duration.ofSeconds(4));

        Inspection seen = Inspection.of(storage);

        assertThat(seen.batches()).extracting(Inspection.PlannedBatch::done).startsWith(true, true, false);
        Inspection.PlannedBatch pending = seen.batches().get(2);
        assertThat(pending.records()).isEqualTo(1);
        assertThat(pending.committed()).containsExactly(0);
        assertThat(pending.inputs())
                .containsExactly(new Inspection.ReadSeen("offsets#1", 1, "from Offset[at=2] to Offset[at=3]"));
        assertThat(seen.outputs()).extracting(Inspection.Output::lastCommitted).containsExactly(3L, 2L);

        Inspection elsewhere = without(Offset.class, () -> Inspection.of(storage));
        assertThat(elsewhere.inputs().get(0).position())
                .matches("\\d+ bytes that cannot be shown here: the class .*Offset is not on the class path of this"
                        + " program");
        assertThat(elsewhere.problems()).isEmpty();
    }

    /** Asks as on a class path on which a class is missing. */
    private static <T> T without(Class<?> missing, Supplier<T> question) {
        Thread thread = Thread.currentThread();
        ClassLoader all = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(all) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals(missing.getName())) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        });
        try {
            return question.get();
        } finally {
            thread.setContextClassLoader(all);
        }
    }

    record Offset(long at) {}

    private static final class OffsetSource implements DirectSource<Long, Offset> {
        private static final long serialVersionUID = 1L;

        @Override
        public Offset start() {
            return new Offset(0);
        }

        @Override
        public Offset next(Offset from, Batch batch, long recordsMax) {
            return new Offset(from.at + 1);
        }

        @Override
        public List<Split<Long>> splits(Offset from, Offset to) {
            return List.of(Split.of(List.of(from.at)));
        }
    }

    @Test
    void ofADamagedDirectoryWhatIsSoundIsShown() {
        Storage storage = new InMemoryStorage(new ManualClock());
        shop(storage).run(8);
        Directory whole = Directory.of(storage);

        Inspection noJob = Inspection.of(whole.without("job").storage());
        assertThat(noJob.problems()).singleElement().asString().contains("not the file 'job'");
        assertThat(noJob.identity()).isPresent();
        assertThat(noJob.states()).hasSize(2);

        Inspection noLog =
                Inspection.of(whole.flipped("log-00000001-00000003", 100).storage());
        assertThat(noLog.problems()).singleElement().asString().contains("'log-00000001-00000003' is damaged at byte ");
        assertThat(noLog.job()).map(Inspection.Job::settled).hasValue(6L);
        assertThat(noLog.states()).hasSize(2);

        Inspection older = Inspection.of(
                whole.flipped("snapshot-00000001-0000000000000006", 100).storage());
        assertThat(older.problems())
                .singleElement()
                .asString()
                .contains("'snapshot-00000001-0000000000000006' is damaged at byte 0");
        assertThat(older.job()).map(Inspection.Job::settled).hasValue(3L);
        assertThat(older.batches()).hasSize(5);
    }

    @Test
    void aRunThatWritesMeanwhileIsShownAsItIs() {
        Storage storage = new InMemoryStorage(new ManualClock());
        Shop shop = shop(storage);
        shop.run(1);
        for (long batch = 2; batch < 12; batch++) {
            shop.clock.advance(Duration.ofSeconds(1));
            Inspection seen = Inspection.of(storage);
            assertThat(seen.problems()).isEmpty();
            assertThat(seen.outputs())
                    .extracting(Inspection.Output::lastCommitted)
                    .containsOnly(batch);
        }
    }

    @Test
    void filesThatGoWhileTheyAreReadAreNoDamage() {
        for (int read = 1; read < 40; read++) {
            Storage storage = new InMemoryStorage(new ManualClock());
            Shop shop = new Shop(storage, home.resolve("racing" + read).toString());
            shop.run(8);
            Storage racing = Meanwhile.before(read, () -> shop.clock.advance(Duration.ofSeconds(7)), storage);

            Inspection seen = Inspection.of(racing);
            assertThat(seen.problems()).as("before read %s", read).isEmpty();
            assertThat(seen.outputs())
                    .extracting(Inspection.Output::lastCommitted)
                    .containsAnyOf(8L, 15L);
        }
    }

    @Test
    void whatIsStoredCannotSpeakToTheTerminal() throws Exception {
        Path directory = home.resolve("job");
        shop(new LocalStorage(directory)).run(1);
        Files.writeString(directory.resolve("a\u001b[31m\u202ered\u0007"), "");

        assertThat(inspect(directory).out()).contains("  a\\u001b[31m\\u202ered\\u0007");
        assertThat(String.join("", inspect(directory).out())).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void whereThereIsNothingToShowTheStatusIsTwo() {
        Path missing = home.resolve("missing");

        assertThat(inspect(missing))
                .isEqualTo(new Output(2, List.of(), List.of("sluice: there is no directory '" + missing + "'")));
        assertThat(inspect(home))
                .isEqualTo(new Output(
                        2,
                        List.of(),
                        List.of("sluice: '" + home + "' holds nothing of Sluice's; give the directory that the program"
                                + " was given as checkpoint")));
        assertThat(Output.of(new MainClass(), "inspect").err())
                .containsExactly("sluice: inspect needs one directory, but was given 0 arguments");
        assertThat(Output.of(new MainClass()).err())
                .containsExactly("sluice: there is inspect, verify and replay; give one of them");
    }
}
