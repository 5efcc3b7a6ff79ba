package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.table.StateChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLogTest {
    private static final FilePosition START = new FilePosition(0, List.of());

    @Test
    void aPositionIsTakenInOnce() {
        FileLog log = new FileLog(10);
        FilePosition one = START.plus(List.of(file("a", 1)));
        log.planned(START);
        assertThat(log.find("a")).isNull();
        reach(log, one);
        log.replace(file("a", 2));
        log.planned(one);
        assertThat(log.find("a")).isEqualTo(file("a", 2));
    }

    @Test
    void whatIsPlannedIsKnownButEntersTheMemoryWithItsBatch() {
        FileLog log = new FileLog(10);
        FilePosition one = START.plus(List.of(file("a", 1)));
        FilePosition two = one.plus(List.of(file("a", 2), file("b", 1)));
        log.planned(one);
        log.planned(two);
        assertThat(log.find("a")).isEqualTo(file("a", 2));
        assertThat(log.memory().size()).isZero();
        log.reached(one);
        assertThat(log.find("a")).isEqualTo(file("a", 2));
        assertThat(log.memory().find("a")).isEqualTo(file("a", 1));
        log.reached(two);
        assertThat(log.memory().find("a")).isEqualTo(file("a", 2));
        assertThat(log.memory().size()).isEqualTo(2);
    }

    @Test
    void aChangeOfAFileUnderWayIsNotTakenForWhatItsBatchRead() {
        FileLog log = new FileLog(10);
        FilePosition one = START.plus(List.of(file("a", 1)));
        log.planned(one);
        log.replace(file("a", 2));
        assertThat(log.find("a")).isEqualTo(file("a", 1));
        log.reached(one);
        assertThat(log.memory().find("a")).isEqualTo(file("a", 1));
    }

    @Test
    void whatIsRestoredIsWhatWasCaptured() {
        FileLog log = new FileLog(10);
        FilePosition one = START.plus(List.of(file("a", 1), file("b", 1)));
        reach(log, one);
        List<StateChunk> chunks = new ArrayList<>(capture(log, true));
        FilePosition two = one.plus(List.of(file("b", 2), file("c", 1)));
        reach(log, two);
        chunks.addAll(capture(log, false));
        log.planned(two.plus(List.of(file("planned only", 1))));
        FileLog restored = new FileLog(10);
        chunks.forEach(restored.memory()::restore);
        restored.memory().restored();
        assertThat(restored.memory().size()).isEqualTo(3);
        for (SeenFile file : List.of(file("a", 1), file("b", 2), file("c", 1))) {
            assertThat(restored.find(file.path())).isEqualTo(file);
        }
        assertThat((Object) chunks.get(0).columns())
                .isEqualTo(List.of(List.of("a", "b"), List.of(1L, 1L), List.of(Instant.EPOCH, Instant.EPOCH)));
    }

    @Test
    void onlyFilesThatAreGoneAreForgottenTheOldestFirst() {
        FileLog log = new FileLog(2);
        FilePosition one =
                START.plus(List.of(file("kept", 1), file("gone first", 1), file("gone later", 1), file("new", 1)));
        reach(log, one);
        log.forgetGone(List.of(file("kept", 1), file("new", 1)));
        assertThat(log.find("gone first")).isNull();
        assertThat(log.find("gone later")).isNull();
        reach(log, one.plus(List.of(file("x", 1))));
        log.forgetGone(List.of(file("kept", 1), file("new", 1), file("x", 1)));
        assertThat(log.find("kept")).isNotNull();
        assertThat(log.find("new")).isNotNull();
        assertThat(log.find("x")).isNotNull();
    }

    @Test
    void aFileThatIsGoneIsRememberedWhileThereIsRoom() {
        FileLog log = new FileLog(2);
        reach(log, START.plus(List.of(file("gone first", 1), file("gone later", 1), file("new", 1))));
        log.forgetGone(List.of(file("new", 1)));
        assertThat(log.find("gone first")).isNull();
        assertThat(log.find("gone later")).isNotNull();
    }

    private static void reach(FileLog log, FilePosition position) {
        log.planned(position);
        log.reached(position);
    }

    private static List<StateChunk> capture(FileLog log, boolean full) {
        List<StateChunk> chunks = new ArrayList<>();
        log.memory().capture(full).forEachChunk(chunks::add);
        return chunks;
    }

    private static SeenFile file(String path, long size) {
        return new SeenFile(path, size, Instant.EPOCH);
    }
}
