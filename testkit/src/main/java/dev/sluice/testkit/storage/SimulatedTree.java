package dev.sluice.testkit.storage;

import dev.sluice.storage.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what the names below a root stand for. */
record SimulatedTree(SimulatedDirectory root) {
    @Nullable
    SimulatedNode find(Place place) {
        return find(place, place.names().size());
    }

    SimulatedNode existing(String verb, Place place) {
        SimulatedNode node = find(place);
        if (node == null) {
            throw Refusal.notFound(verb, place.path());
        }
        return node;
    }

    SimulatedFile file(String verb, Place place) {
        if (existing(verb, place) instanceof SimulatedFile file) {
            return file;
        }
        throw Refusal.notRegular(place.path());
    }

    /** The directory in which a place is or would be. */
    SimulatedDirectory parent(String verb, Place place) {
        return parent(verb, place, place.path());
    }

    SimulatedDirectory parent(String verb, Place place, String asked) {
        if (find(place, place.names().size() - 1) instanceof SimulatedDirectory directory) {
            return directory;
        }
        throw Refusal.notFound(verb, asked);
    }

    List<Entry> list(Place place) {
        if (existing("list", place) instanceof SimulatedDirectory directory) {
            List<Entry> entries = new ArrayList<>(directory.names().size());
            for (Map.Entry<String, SimulatedNode> name : directory.names().entrySet()) {
                entries.add(entry(name.getKey(), name.getValue()));
            }
            return List.copyOf(entries);
        }
        throw Refusal.unfit("list", place.path(), "it is not a directory");
    }

    private @Nullable SimulatedNode find(Place place, int depth) {
        SimulatedNode node = root;
        for (int i = 0; i < depth; i++) {
            if (!(node instanceof SimulatedDirectory directory)) {
                return null;
            }
            node = directory.names().get(place.names().get(i));
        }
        return node;
    }

    private static Entry entry(String name, SimulatedNode node) {
        Instant modified = Instant.ofEpochMilli(node.modifiedMillis());
        return node instanceof SimulatedFile file
                ? new Entry(name, file.size(), modified, Entry.Kind.FILE)
                : new Entry(name, 0, modified, Entry.Kind.DIRECTORY);
    }
}
