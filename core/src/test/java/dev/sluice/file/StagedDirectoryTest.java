package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.OutputConflictException;
import dev.sluice.error.StorageException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StagedDirectoryTest {
    private final ManualClock clock = new ManualClock();
    private final Storage storage = new InMemoryStorage(clock);
    private final StagedDirectory directory = new StagedDirectory(new Location(storage, "out/counts"));

    private String stage(int partition, String... lines) {
        return directory
                .write(partition, RecordForm.text(), List.of(lines).iterator())
                .get(0);
    }

    private static String name(String receipt) {
        return receipt.substring(receipt.lastIndexOf(' ') + 1);
    }

    /** The files of a directory with their content. */
    private Map<String, String> files(String path) {
        Map<String, String> files = new TreeMap<>();
        for (Entry entry : storage.list(path)) {
            byte[] bytes = storage.read(path + "/" + entry.name(), 0, 1000);
            files.put(entry.name(), new String(bytes, StandardCharsets.UTF_8));
        }
        return files;
    }

    private List<String> names(String path) {
        return storage.list(path).stream().map(Entry::name).toList();
    }

    @Test
    void partsBecomeVisibleTogetherAndLeaveNothingBehind() {
        String first = stage(0, "a", "b");
        String third = stage(2, "c");
        assertThat(names("out")).containsExactly(".counts.00000000-0.staging");

        directory.publish(List.of(first, third));

        assertThat(names("out")).containsExactly("counts");
        assertThat(files("out/counts"))
                .containsExactly(Map.entry("part-00000", "a\nb\n"), Map.entry("part-00002", "c\n"));
    }

    @Test
    void aPartWithoutRecordsTouchesNothing() {
        assertThat(directory.write(0, RecordForm.text(), List.<String>of().iterator()))
                .isEmpty();
        directory.publish(List.of());
        assertThat(names("")).isEmpty();
    }

    @Test
    void partNumbersAreSortedAsTextUpToFiveDigits() {
        assertThat(List.of(stage(7, "x"), stage(12_345, "x"), stage(123_456, "x")))
                .allMatch(receipt -> receipt.startsWith("2 "))
                .extracting(StagedDirectoryTest::name)
                .containsExactly("part-00007", "part-12345", "part-123456");
    }

    @Test
    void ofSeveralAttemptsAtAPartOnlyThePublishedOneStays() {
        String lost = stage(0, "lost");
        String won = stage(0, "won");
        String alsoLost = stage(0, "also lost");
        String other = stage(1, "other");
        assertThat(List.of(lost, won, alsoLost)).doesNotHaveDuplicates();

        directory.publish(List.of(won, other));

        assertThat(files("out/counts"))
                .containsExactly(Map.entry("part-00000", "won\n"), Map.entry("part-00001", "other\n"));
    }

    @Test
    void whatACrashLeftStagedIsNotPublished() {
        assertThat(name(stage(0, "cut off by a cra"))).isEqualTo("part-00000");
        assertThat(name(stage(3, "never published"))).isEqualTo("part-00003");

        directory.publish(List.of(stage(0, "whole")));

        assertThat(names("out")).containsExactly("counts");
        assertThat(files("out/counts")).containsExactly(Map.entry("part-00000", "whole\n"));
    }

    @Test
    void discardedPartsAreGone() {
        assertThat(name(stage(0, "a"))).isEqualTo("part-00000");
        directory.discard();
        directory.discard();
        assertThat(names("out")).isEmpty();
    }

    @Test
    void theSameContentOnceMoreLeavesTheDirectoryUntouched() {
        directory.publish(List.of(stage(0, "a"), stage(1, "b")));
        List<Entry> before = storage.list("out/counts");
        clock.advance(Duration.ofSeconds(1));

        directory.publish(List.of(stage(0, "a"), stage(1, "b")));

        assertThat(storage.list("out/counts")).isEqualTo(before);
        assertThat(names("out")).containsExactly("counts");
    }

    @Test
    void filesThatReadersSkipAreNoDifference() {
        directory.publish(List.of(stage(0, "a")));
        assertThat(storage.putIfAbsent("out/counts/_SUCCESS", new byte[0])).isTrue();
        assertThat(storage.putIfAbsent("out/counts/.part.crc", new byte[] {1})).isTrue();
        directory.publish(List.of(stage(0, "a")));
        assertThat(names("out/counts")).containsExactly(".part.crc", "_SUCCESS", "part-00000");
    }

    @Test
    void otherContentIsAConflictThatNamesTheFirstDifference() {
        directory.publish(List.of(stage(0, "a"), stage(1, "bcd")));

        assertConflict("part-00001 would differ from byte 2 on", stage(0, "a"), stage(1, "bcX"));
        assertConflict("part-00001 has 4 bytes, and would now have 2", stage(0, "a"), stage(1, "b"));
        assertConflict("part-00001 has 4 bytes, and would now have 0", stage(0, "a"));
        assertConflict("part-00002 has 0 bytes, and would now have 2", stage(0, "a"), stage(1, "bcd"), stage(2, "e"));
        assertConflict("part-00000 has 2 bytes, and would now have 0");
        assertThat(files("out/counts"))
                .containsExactly(Map.entry("part-00000", "a\n"), Map.entry("part-00001", "bcd\n"));
    }

    private void assertConflict(String difference, String... parts) {
        assertThatThrownBy(() -> directory.publish(List.of(parts)))
                .isInstanceOf(OutputConflictException.class)
                .hasMessage("cannot write 'out/counts': it is there already with other content: " + difference
                        + ". What is visible is never changed. A batch that is run again must give the same records, and"
                        + " where there is no manifest in the same files and order, so its functions may not depend on a clock, on chance or on the order of a"
                        + " hash; if another run wrote it, move it away or write under another name");
        directory.discard();
    }

    @Test
    void aDifferenceFarIntoAFileIsFound() {
        String long1 = "x".repeat(3_000_000);
        directory.publish(List.of(stage(0, long1)));
        assertConflict("part-00000 would differ from byte 2999999 on", stage(0, long1.substring(1) + "y"));
    }

    @Test
    void failuresNameTheDirectory() {
        assertThat(storage.putIfAbsent("out", new byte[0])).isTrue();
        assertThatThrownBy(() -> stage(0, "a"))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(
                        "cannot write 'out/counts': cannot create the directory 'out/.counts.00000000-0.staging'");
    }

    @Test
    void aFileThatIsGivenUpIsClosedOnce() {
        PartFile<String> part = directory.open(0, RecordForm.text());
        part.write("a");
        part.close();
        part.close();
        assertThatThrownBy(part::stage).isInstanceOf(StorageException.class).hasMessageContaining("it is closed");
    }
}
