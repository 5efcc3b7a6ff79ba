package dev.sluice.testkit.storage;

import dev.sluice.storage.Entry;
import dev.sluice.time.Clock;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tree of names and files that obeys, and knows nothing of faults. Whoever calls it holds its lock. */
final class SimulatedDisk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final SimulatedDirectory root;
    private final Set<SimulatedDirectory> unsettled = new LinkedHashSet<>();
    private long changes;

    SimulatedDisk(Clock clock, SimulatedDirectory root) {
        this.clock = clock;
        this.root = root;
    }

    static SimulatedDisk empty(Clock clock) {
        return new SimulatedDisk(clock, new SimulatedDirectory(clock.wallMillis()));
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** A disk of another life, whose changes come after those of this one. */
    SimulatedDisk successor(SimulatedDirectory newRoot) {
        SimulatedDisk next = new SimulatedDisk(clock, newRoot);
        next.changes = changes;
        return next;
    }

    SimulatedDirectory root() {
        return root;
    }

    /** The directories with changes that are not durable, in the order in which they got them. */
    Set<SimulatedDirectory> unsettled() {
        return unsettled;
    }

    SimulatedFile create(Place place) {
        SimulatedFile file = SimulatedFile.growing(clock.wallMillis());
        add("create", place, file);
        return file;
    }

    void append(SimulatedFile file, ByteBuffer bytes) {
        file.append(bytes, clock.wallMillis());
    }

    boolean isFree(Place place) {
        return !parent("put", place).names().containsKey(place.name());
    }

    /** A change and where it was made. */
    record Named(SimulatedDirectory directory, NameChange change) {}

    /** Names a file whose content is durable already; empty if the name is taken. */
    Optional<Named> put(Place place, byte[] content) {
        if (!isFree(place)) {
            return Optional.empty();
        }
        return Optional.of(add("put", place, SimulatedFile.whole(content, clock.wallMillis())));
    }

    /** Makes the first so many names of a place; empty if another was faster. */
    Optional<Named> makeDirectory(Place place, int depth) {
        Place made = place.upTo(depth);
        SimulatedNode node = find(made);
        if (node instanceof SimulatedFile) {
            throw Refusal.exists("create the directory", place.path());
        }
        return node == null
                ? Optional.of(add("create the directory", made, new SimulatedDirectory(clock.wallMillis())))
                : Optional.empty();
    }

    /** Makes one name durable and promises nothing of its neighbours. */
    void sync(Named named) {
        named.directory.sync(named.change);
        forgetIfSettled(named.directory);
    }

    void rename(Place from, Place to) {
        String verb = "rename to '" + to.path() + "'";
        SimulatedDirectory oldParent = parent(verb, from);
        SimulatedDirectory newParent = parent(verb, from, to);
        SimulatedNode node = oldParent.names().get(from.name());
        if (newParent.names().containsKey(to.name())) {
            throw Refusal.exists(verb, from.path());
        } else if (node == null) {
            throw Refusal.notFound(verb, from.path());
        } else if (to.isWithin(from)) {
            throw Refusal.unfit(verb, from.path(), "Invalid argument");
        } else if (oldParent == newParent) {
            change(oldParent, NameChange.rename(from.name(), to.name(), node));
        } else {
            move(oldParent, NameChange.remove(from.name(), node), newParent, NameChange.add(to.name(), node));
        }
    }

    void syncDirectory(Place place) {
        if (find(place) instanceof SimulatedDirectory directory) {
            settle(directory);
        } else {
            throw Refusal.notFound("sync", place.path());
        }
    }

    /** Puts a durable file where there may be another. */
    void replace(Place place, byte[] content) {
        SimulatedFile file = SimulatedFile.whole(content, clock.wallMillis());
        change(parent("damage", place), NameChange.add(place.name(), file));
        settle(place);
    }

    /** Makes the directory of a place durable. */
    void settle(Place place) {
        settle(parent("sync", place));
    }

    boolean delete(Place place) {
        SimulatedNode node = find(place);
        if (node == null) {
            return false;
        }
        if (node instanceof SimulatedDirectory directory && !directory.names().isEmpty()) {
            throw Refusal.notEmpty(place.path());
        }
        change(parent("delete", place), NameChange.remove(place.name(), node));
        return true;
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

    SimulatedFile file(String verb, Place place) {
        if (existing(verb, place) instanceof SimulatedFile file) {
            return file;
        }
        throw Refusal.notRegular(place.path());
    }

    @Nullable
    SimulatedNode find(Place place) {
        return find(place, place.names().size());
    }

    private SimulatedDirectory parent(String verb, Place place) {
        return parent(verb, place, place);
    }

    private SimulatedDirectory parent(String verb, Place named, Place place) {
        if (find(place, place.names().size() - 1) instanceof SimulatedDirectory directory) {
            return directory;
        }
        throw Refusal.notFound(verb, named.path());
    }

    private SimulatedNode existing(String verb, Place place) {
        SimulatedNode node = find(place);
        if (node == null) {
            throw Refusal.notFound(verb, place.path());
        }
        return node;
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

    private Named add(String verb, Place place, SimulatedNode node) {
        SimulatedDirectory parent = parent(verb, place);
        if (parent.names().containsKey(place.name())) {
            throw Refusal.exists(verb, place.path());
        }
        NameChange added = NameChange.add(place.name(), node);
        change(parent, added);
        return new Named(parent, added);
    }

    private void change(SimulatedDirectory directory, NameChange change) {
        change.number(++changes);
        directory.change(change);
        unsettled.add(directory);
    }

    private void move(
            SimulatedDirectory oldParent, NameChange removed, SimulatedDirectory newParent, NameChange added) {
        NameChange.pair(added, removed);
        change(newParent, added);
        change(oldParent, removed);
    }

    private void settle(SimulatedDirectory directory) {
        directory.sync();
        forgetIfSettled(directory);
    }

    private void forgetIfSettled(SimulatedDirectory directory) {
        if (directory.pending().isEmpty()) {
            unsettled.remove(directory);
        }
    }

    private static Entry entry(String name, SimulatedNode node) {
        Instant modified = Instant.ofEpochMilli(node.modifiedMillis());
        return node instanceof SimulatedFile file
                ? new Entry(name, file.size(), modified, Entry.Kind.FILE)
                : new Entry(name, 0, modified, Entry.Kind.DIRECTORY);
    }
}
