package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLogTest {
    private static final FilePosition START = new FilePosition(0, List.of());

    @Test
    void aPositionIsTakenInOnce() {
        FileLog log = new FileLog(10);
        FilePosition one = START.plus(List.of(file("a", 1)));
        log.reach(START);
        assertThat(log.find("a")).isNull();
        log.reach(one);
        log.replace(file("a", 2));
        log.reach(one);
        assertThat(log.find("a")).isEqualTo(file("a", 2));
    }

    @Test
    void onlyFilesThatAreGoneAreForgottenTheOldestFirst() {
        FileLog log = new FileLog(2);
        log.reach(START.plus(List.of(file("kept", 1), file("gone first", 1), file("gone later", 1), file("new", 1))));
        log.forgetGone(List.of(file("kept", 1), file("new", 1)));
        assertThat(log.find("gone first")).isNull();
        assertThat(log.find("gone later")).isNull();
        log.reach(START.plus(List.of()).plus(List.of(file("x", 1))));
        log.forgetGone(List.of(file("kept", 1), file("new", 1), file("x", 1)));
        assertThat(log.find("kept")).isNotNull();
        assertThat(log.find("new")).isNotNull();
        assertThat(log.find("x")).isNotNull();
    }

    @Test
    void aFileThatIsGoneIsRememberedWhileThereIsRoom() {
        FileLog log = new FileLog(2);
        log.reach(START.plus(List.of(file("gone first", 1), file("gone later", 1), file("new", 1))));
        log.forgetGone(List.of(file("new", 1)));
        assertThat(log.find("gone first")).isNull();
        assertThat(log.find("gone later")).isNotNull();
    }

    private static SeenFile file(String path, long size) {
        return new SeenFile(path, size, Instant.EPOCH);
    }
}
