package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.file.Published;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at all that is visible: it is whole, in order, as its manifest says, and never changes again. For one thread. */
final class OutsideReader {
    private final Storage storage;
    private final String expected;
    private final Map<String, String> seen = new HashMap<>();

    /**
     * A reader who has seen nothing yet.
     *
     * @param expected what all files are together in the end
     */
    OutsideReader(Storage storage, String expected) {
        this.storage = storage;
        this.expected = expected;
    }

    void look(String moment) {
        Map<String, String> visible = visible();
        assertThat(visible).as(moment).containsAllEntriesOf(seen);
        assertThat(expected).as(moment).startsWith(String.join("", visible.values()));
        List<String> news = visible.keySet().stream()
                .filter(path -> !seen.containsKey(path))
                .map(path -> path.replaceAll("/part-\\d+", ""))
                .distinct()
                .toList();
        for (String path : news) {
            assertThat(new Published(new Location(storage, path)).verify())
                    .as(moment)
                    .isEmpty();
        }
        seen.putAll(visible);
    }

    void assertComplete(String moment) {
        look(moment);
        assertThat(String.join(
                        "", seen.values().isEmpty() ? List.of() : visible().values()))
                .as(moment)
                .isEqualTo(expected);
    }

    /** The files with their text, sorted by name. */
    Map<String, String> visible() {
        return new Files(storage).visible();
    }
}
