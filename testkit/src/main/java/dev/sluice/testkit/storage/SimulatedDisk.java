package dev.sluice.testkit.storage;

import dev.sluice.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Names and files that change as they are told; knows nothing of faults. Whoever calls it holds its lock. */
final class SimulatedDisk {
    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final SimulatedTree tree;
    private final Set<SimulatedDirectory> unsettled = new LinkedHashSet<>();
    private long changes;

    private SimulatedDisk(Clock clock, SimulatedDirectory root) {
        this.clock = clock;
        this.tree = new SimulatedTree(root);
    }

    static SimulatedDisk empty(Clock clock) {
        return new SimulatedDisk(clock, new SimulatedDirectory(clock.wallMillis()));
    }

    /** A disk of another life, whose changes come after those of this one. */
    SimulatedDisk successor(SimulatedDirectory newRoot) {
        SimulatedDisk next = new SimulatedDisk(clock, newRoot);
        next.changes = changes;
        return next;
    }

    ReentrantLock lock() {
        return lock;
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    SimulatedTree tree() {
        return tree;
    }

    /** The directories with changes that are not durable, in the order in which they got them. */
    Set<SimulatedDirectory> unsettled() {
        return unsettled;
    }

    /** A change and where it was made. */
    record Named(SimulatedDirectory directory, NameChange change) {}

    GrowingFile create(Place place) {
        SimulatedFile file = SimulatedFile.growing(clock.wallMillis());
        add("create", place, file);
        return new GrowingFile(file, clock);
    }

    boolean isFree(Place place) {
        return !tree.parent("put", place).names().containsKey(place.name());
    }

    /** Names a file whose content is durable already; empty if the name is taken. */
    Optional<Named> put(Place place, byte[] content) {
        return isFree(place)
                ? Optional.of(add("put", place, SimulatedFile.whole(content, clock.wallMillis())))
                : Optional.empty();
    }

    /** Makes the first so many names of a place; empty if another was faster. */
    Optional<Named> makeDirectory(Place place, int depth) {
        Place made = place.upTo(depth);
        SimulatedNode node = tree.find(made);
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
        SimulatedDirectory oldParent = tree.parent(verb, from);
        SimulatedDirectory newParent = tree.parent(verb, to, from.path());
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
        if (tree.find(place) instanceof SimulatedDirectory directory) {
            settle(directory);
        } else {
            throw Refusal.notFound("sync", place.path());
        }
    }

    boolean delete(Place place) {
        SimulatedNode node = tree.find(place);
        if (node == null) {
            return false;
        }
        if (node instanceof SimulatedDirectory directory && !directory.names().isEmpty()) {
            throw Refusal.notEmpty(place.path());
        }
        change(tree.parent("delete", place), NameChange.remove(place.name(), node));
        return true;
    }

    /** Puts a durable file where there may be another. */
    void replace(Place place, byte[] content) {
        SimulatedFile file = SimulatedFile.whole(content, clock.wallMillis());
        change(tree.parent("damage", place), NameChange.add(place.name(), file));
        settle(place);
    }

    /** Makes the directory of a place durable. */
    void settle(Place place) {
        settle(tree.parent("sync", place));
    }

    private Named add(String verb, Place place, SimulatedNode node) {
        SimulatedDirectory parent = tree.parent(verb, place);
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
}
