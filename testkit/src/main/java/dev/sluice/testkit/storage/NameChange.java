package dev.sluice.testkit.storage;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of the names in one directory, whole or not at all. A rename from one directory to another is two of them,
 * twins: the old name never goes before the new one is there.
 */
final class NameChange {
    private final @Nullable String removed;
    private final @Nullable String added;
    private final SimulatedNode node;
    private @Nullable NameChange twin;
    private long number;
    private boolean durable;

    private NameChange(@Nullable String removed, @Nullable String added, SimulatedNode node) {
        this.removed = removed;
        this.added = added;
        this.node = node;
    }

    static NameChange add(String name, SimulatedNode node) {
        return new NameChange(null, name, node);
    }

    static NameChange remove(String name, SimulatedNode node) {
        return new NameChange(name, null, node);
    }

    static NameChange rename(String from, String to, SimulatedNode node) {
        return new NameChange(from, to, node);
    }

    static void pair(NameChange one, NameChange other) {
        one.twin = other;
        other.twin = one;
    }

    NameChange copyWith(SimulatedNode copiedNode) {
        NameChange copy = new NameChange(removed, added, copiedNode);
        copy.durable = durable;
        copy.number = number;
        return copy;
    }

    void applyTo(Map<String, SimulatedNode> names) {
        if (removed != null) {
            names.remove(removed);
        }
        if (added != null) {
            names.put(added, node);
        }
    }

    void number(long newNumber) {
        number = newNumber;
    }

    boolean isBefore(NameChange other) {
        return number < other.number;
    }

    @Nullable
    String added() {
        return added;
    }

    /** Those that it takes or gives. */
    List<String> names() {
        return Stream.of(removed, added).flatMap(Stream::ofNullable).toList();
    }

    SimulatedNode node() {
        return node;
    }

    @Nullable
    NameChange twin() {
        return twin;
    }

    boolean isDurable() {
        return durable;
    }

    void makeDurable() {
        durable = true;
    }

    /** The directory that this change deletes, which must be empty before. */
    @Nullable
    SimulatedDirectory deletedDirectory() {
        return added == null && twin == null && node instanceof SimulatedDirectory directory ? directory : null;
    }

    @Override
    public String toString() {
        if (removed != null && added != null) {
            return "the rename of '" + removed + "' to '" + added + "'";
        }
        return removed == null ? "the new name '" + added + "'" : "the end of the name '" + removed + "'";
    }
}
