package dev.sluice.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.EngineSettings;
import dev.sluice.error.StateException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    private Path disk;

    private Storage storage;
    private Location workspace;

    @BeforeEach
    void makeTheWorkspace() {
        storage = new LocalStorage(disk);
        workspace = new Location(storage, "job/executors");
    }

    private static StateDirectory directory(@Nullable Location workspace, SparkConf conf) {
        EngineSettings settings = new EngineSettings("p", "spark://host:1", false, null, workspace, Map.of());
        return StateDirectory.of(settings, conf, TypeRegistry.defaults());
    }

    private static SparkConf onCluster() {
        return new SparkConf(false).set("spark.master", "spark://host:1");
    }

    private List<String> names(String path) {
        return storage.list(path).stream().map(Entry::name).toList();
    }

    @Test
    void nothingIsMadeBeforeThereIsAState() {
        directory(workspace, onCluster()).close();
        assertThat(storage.exists("job")).isFalse();
    }

    @Test
    void aRunTakesTheJobsDirectoryFromThoseBeforeItAndLeavesItEmpty() {
        StateDirectory lost = directory(workspace, onCluster());
        String former = lost.files("counts").directory().name();
        storage.putIfAbsent("job/executors/" + former + "/1-x", new byte[] {1});
        StateDirectory next = directory(workspace, onCluster());
        assertThat(names("job/executors")).containsExactly(former);

        StateFiles files = next.files("counts");
        assertThat(files).isSameAs(next.files("sums"));
        assertThat(names("job/executors")).containsExactly(files.run().toString());
        next.close();
        assertThat(names("job/executors")).isEmpty();
        next.close();
    }

    @Test
    void aWorkspaceOfManyProgramsIsLeftToThem(@TempDir Path shared) throws Exception {
        SparkConf conf = onCluster()
                .set("spark.sluice.workspace", shared.resolve("states").toString());
        StateDirectory other = directory(null, conf);
        String others = other.files("counts").run().toString();
        StateDirectory own = directory(null, conf);
        own.files("counts");
        own.close();
        try (var left = Files.list(shared.resolve("states"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly(others);
        }
        other.close();
    }

    @Test
    void onAClusterAStateNeedsADirectory() {
        StateDirectory none = directory(null, onCluster());
        assertThatThrownBy(() -> none.files("counts"))
                .isInstanceOf(StateException.class)
                .hasMessage("the state of operator \"counts\" has no directory that all executors see, so it would be"
                        + " lost with the first of them; name one with .checkpoint(directory), or, where nothing has to"
                        + " survive the program or the checkpoint is in its own memory, with the option"
                        + " spark.sluice.workspace of Spark");
    }

    @Test
    void aCheckpointInTheMemoryOfTheProgramIsNoDirectoryForOthers() {
        Location inMemory = new Location(new InMemoryStorage(new ManualClock(Instant.EPOCH)), "job/executors");
        StateDirectory none = directory(inMemory, onCluster());
        assertThatThrownBy(() -> none.files("counts")).isInstanceOf(StateException.class);

        StateDirectory temporary = directory(inMemory, new SparkConf(false).set("spark.master", "local[2]"));
        assertThat(temporary.files("counts").directory().storage()).isInstanceOf(LocalStorage.class);
        temporary.close();
    }

    @Test
    void onOneMachineWhatIsTemporaryDoes() {
        StateDirectory temporary = directory(null, new SparkConf(false).set("spark.master", "local[2]"));
        Location own = temporary.files("counts").directory();
        assertThat(own.storage().exists(own.path())).isTrue();
        temporary.close();
        assertThat(own.storage().exists(own.path())).isFalse();
    }
}
