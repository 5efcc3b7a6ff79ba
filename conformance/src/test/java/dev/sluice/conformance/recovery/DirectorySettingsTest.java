package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Builder;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.source.GeneratorSource;
import dev.sluice.storage.Durability;
import dev.sluice.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program says of its directory on the builder. */
class DirectorySettingsTest {
    private final ManualClock clock = new ManualClock();
    private final List<Long> sums = new ArrayList<>();

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "POWER"})
    void aSumGoesOnInTheNextRun(Durability durability) throws Exception {
        Path directory = temp.resolve("new/directory");
        for (int run = 0; run < 3; run++) {
            try (StreamingContext ssc =
                    summing(builder -> builder.checkpoint(directory).durability(durability))) {
                ssc.start();
                clock.advance(Duration.ofSeconds(2));
                assertThat(ssc.failure()).isEmpty();
            }
        }
        assertThat(sums).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryWithoutDurabilityIsRefused() {
        assertThatThrownBy(() -> summing(builder -> builder.checkpoint(temp).durability(Durability.NONE)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("a checkpoint directory needs the durability PROCESS or POWER");
    }

    @Test
    void intervalsThatWereMissedAreEmptyUnlessTheProgramWantsThemAll() {
        assertThat(batchesAfterAPause(false)).containsExactly(1_000L, 5_000L);
        assertThat(batchesAfterAPause(true)).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    }

    private List<Long> batchesAfterAPause(boolean each) {
        List<Long> times = new ArrayList<>();
        Restarts restarts = new Restarts();
        for (int run = 0; run < 2; run++) {
            restarts.run(
                    1,
                    builder -> builder.runMissedIntervals(each),
                    ssc -> ssc.directStream("numbers", new GeneratorSource<>(1, n -> n))
                            .foreachRdd((rdd, batch) -> times.add(batch.timeMillis())));
            restarts.pause(Restarts.SECOND.multipliedBy(run == 0 ? 3 : 0));
        }
        return times;
    }

    @Test
    void getOrCreateMakesTheContextInEveryRun() {
        for (int run = 0; run < 2; run++) {
            try (StreamingContext ssc = StreamingContext.getOrCreate(
                    temp.resolve("kept"), () -> summing(builder -> builder.checkpoint(temp.resolve("kept"))))) {
                ssc.start();
                clock.advance(Duration.ofSeconds(1));
            }
        }
        assertThat(sums).containsExactly(1L, 2L);
    }

    @Test
    void aDirectoryIsGivenAsAPathOrAsAUri() {
        for (String directory : List.of(
                temp.resolve("one").toString(),
                temp.resolve("one").toUri().toString(),
                "FILE://" + temp.resolve("one"))) {
            try (StreamingContext ssc =
                    StreamingContext.getOrCreate(directory, () -> summing(builder -> builder.checkpoint(directory)))) {
                ssc.start();
                clock.advance(Duration.ofSeconds(1));
            }
        }
        assertThat(sums).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aUriThatNoModuleKnowsIsRefused() {
        assertThatThrownBy(() -> summing(builder -> builder.checkpoint("hdfs://namenode:8020/orders")))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("nothing on the class path can keep a directory at \"hdfs://namenode:8020/orders\";"
                        + " hdfs: needs the artifact dev.sluice:sluice-storage-hadoop, any other scheme one with a"
                        + " StorageProvider for \"hdfs\", and a directory of this machine is given as a path");
    }

    @Test
    void getOrCreateRefusesAContextWithAnotherDirectoryOrNone() {
        assertThatThrownBy(() -> StreamingContext.getOrCreate(temp, () -> summing(builder -> builder)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("getOrCreate was given the directory '" + temp
                        + "', but the context that the program made keeps nothing;"
                        + " give the builder the same directory with .checkpoint(directory)");
        Path other = temp.resolve("other");
        assertThatThrownBy(
                        () -> StreamingContext.getOrCreate(temp, () -> summing(builder -> builder.checkpoint(other))))
                .hasMessageContaining("keeps its state in '" + other + "'");
    }

    private StreamingContext summing(UnaryOperator<Builder> settings) {
        StreamingContext ssc = settings.apply(StreamingContext.builder("sums")
                        .batchInterval(Duration.ofSeconds(1))
                        .master("local[2]")
                        .clock(clock))
                .build();
        ssc.directStream("numbers", new GeneratorSource<>(1, n -> n))
                .mapToPair(n -> KeyValue.of("sum", 1L))
                .<Long>updateStateByKey((news, sum) -> Optional.of(sum.orElse(0L) + news.size()))
                .foreachRdd(rdd -> sums.addAll(rdd.values().collect()));
        return ssc;
    }
}
