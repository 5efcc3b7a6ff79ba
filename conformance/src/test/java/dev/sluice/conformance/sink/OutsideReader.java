package dev.sluice.conformance.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.file.Published;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at all that is visible: it is whole, in order, as its manifest says, and never changes again. For one thread. */
final class OutsideReader {
    private final Storage storage;
    private final String expected;
    private final Map<String, String> ever;
    private final Set<String> present = new HashSet<>();

    /**
     * A reader who has seen nothing yet.
     *
     * @param expected what all files are together in the end
     */
    OutsideReader(Storage storage, String expected) {
        this(storage, expected, new HashMap<>());
    }

    private OutsideReader(Storage storage, String expected, Map<String, String> ever) {
        this.storage = storage;
        this.expected = expected;
        this.ever = ever;
    }

    /** The same reader after the power was cut: what was not promised yet may be gone, and comes again as it was. */
    OutsideReader after(Storage left) {
        return new OutsideReader(left, expected, new HashMap<>(ever));
    }

    void look(String moment) {
        Map<String, String> visible = visible();
        assertThat(visible.keySet()).as(moment).containsAll(present);
        assertThat(expected).as(moment).startsWith(String.join("", visible.values()));
        visible.forEach(
                (path, text) -> assertThat(text).as(moment + ": " + path).isEqualTo(ever.getOrDefault(path, text)));
        outputsWithNews(visible)
                .forEach(path -> assertThat(new Published(new Location(storage, path)).verify())
                        .as(moment)
                        .isEmpty());
        present.addAll(visible.keySet());
        ever.putAll(visible);
    }

    void assertComplete(String moment) {
        look(moment);
        assertThat(String.join("", visible().values())).as(moment).isEqualTo(expected);
    }

    /** The files with their text, sorted by name. */
    Map<String, String> visible() {
        return new Files(storage).visible();
    }

    private List<String> outputsWithNews(Map<String, String> visible) {
        return visible.keySet().stream()
                .filter(path -> !present.contains(path))
                .map(path -> path.replaceAll("/part-\\d+", ""))
                .distinct()
                .toList();
    }
}
