package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.OutputConflictException;
import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch that is written again where it is: divided otherwise, and with other records. */
class WrittenAgainTest {
    /** So many that objects take several chunks. */
    private static final int RECORDS = 700;

    private final ManualClock clock = new ManualClock();
    private final Storage storage = new InMemoryStorage(clock);

    static Stream<Arguments> everywhere() {
        return Arrays.stream(RecordKind.values())
                .flatMap(kind -> Arrays.stream(WrittenPlace.values()).map(place -> Arguments.of(kind, place)));
    }

    /** Deals the records out, in an order of their own. */
    private static List<List<Object>> dealt(List<Object> records, int parts, int seed) {
        List<Object> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(seed));
        return IntStream.range(0, parts)
                .mapToObj(part -> IntStream.range(0, shuffled.size())
                        .filter(number -> number % parts == part)
                        .mapToObj(shuffled::get)
                        .toList())
                .toList();
    }

    /** All files: when they changed, how long they are, and a hash of their bytes. */
    private Map<String, String> files(String path) {
        Map<String, String> files = new TreeMap<>();
        for (Entry entry : storage.list(path)) {
            String inside = path + "/" + entry.name();
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                files.putAll(files(inside));
            } else {
                byte[] bytes = storage.read(inside, 0, Integer.MAX_VALUE);
                files.put(inside, entry.modified() + " " + bytes.length + " " + Arrays.hashCode(bytes));
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theSameRecordsAreTheSameBatchHoweverTheyAreDivided(RecordKind kind, WrittenPlace place) {
        List<Object> records = kind.records(RECORDS);
        place.begin(storage, kind, List.of(records.subList(0, 300), List.of(), records.subList(300, RECORDS)));
        Map<String, String> before = files("out");
        for (int parts : new int[] {1, 2, 3, 7, RECORDS + 1}) {
            clock.advance(Duration.ofSeconds(1));
            place.write(storage, kind, WrittenPlace.KEY, dealt(records, parts, parts));
            assertThat(files("out")).as("%d parts", parts).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void otherRecordsAreRefusedHoweverTheyAreDivided(RecordKind kind, WrittenPlace place) {
        place.begin(storage, kind, dealt(kind.records(RECORDS), 2, 0));
        Map<String, String> before = files("out");
        for (int parts : new int[] {1, 2, 5}) {
            assertRefused(kind, place, parts, "it holds 700 records, and would now hold 699", r -> r.remove(333));
            assertRefused(
                    kind, place, parts, "it holds 700 records, and would now hold 701", r -> r.add(kind.record(900)));
            assertRefused(kind, place, parts, "it holds 700 records, and would now hold 701", r -> r.add(r.get(333)));
            assertRefused(kind, place, parts, "", r -> r.set(333, kind.record(900)));
            assertRefused(kind, place, parts, "", r -> r.set(333, r.get(500)));
            assertRefused(kind, place, parts, "it holds 700 records, and would now hold 0", List::clear);
        }
        assertThat(files("out")).isEqualTo(before);
    }

    private void assertRefused(
            RecordKind kind, WrittenPlace place, int parts, String difference, Consumer<List<Object>> change) {
        List<Object> records = new ArrayList<>(kind.records(RECORDS));
        change.accept(records);
        assertThatThrownBy(() -> place.write(storage, kind, WrittenPlace.KEY, dealt(records, parts, 0)))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("it is there already with other content: ")
                .hasMessageContaining(difference)
                .hasMessageContaining("A batch that is run again must give the same records");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theSameRecordsUnderAnotherKeyAreRefused(RecordKind kind, WrittenPlace place) {
        List<Object> records = kind.records(3);
        place.begin(storage, kind, List.of(records));
        Map<String, String> before = files("out");
        assertThatThrownBy(() -> place.write(storage, kind, "other/1-1000/0", List.of(records)))
                .isInstanceOf(OutputConflictException.class)
                .hasMessageContaining("other/1-1000/0");
        assertThat(files("out")).isEqualTo(before);
    }
}
