package dev.sluice.engine.local;

import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A state of sums that is strict about the order of its calls. */
final class TallyState implements VersionedState {
    private Map<String, Integer> committed = new TreeMap<>();
    private Map<String, Integer> open = new TreeMap<>();
    private boolean isOpen;
    private boolean captured;

    @Override
    public void begin() {
        require(!isOpen, "begin in an open version");
        open = new TreeMap<>(committed);
        isOpen = true;
    }

    @Override
    public void commit() {
        require(isOpen, "commit without begin");
        committed = open;
        isOpen = false;
    }

    @Override
    public void rollback() {
        require(isOpen, "rollback without begin");
        isOpen = false;
    }

    @Override
    public long size() {
        return values().size();
    }

    @Override
    public StateCapture capture(boolean full) {
        require(!isOpen, "capture in an open version");
        require(full || captured, "a partial capture before the first");
        captured = true;
        return new Rows(List.copyOf(committed.keySet()), List.copyOf(committed.values()));
    }

    @Override
    public void restore(StateChunk chunk) {
        require(!isOpen && !captured, "restore of a state in use");
        for (int row = 0; row < chunk.rows(); row++) {
            committed.put((String) chunk.columns().get(0).get(row), (Integer)
                    chunk.columns().get(1).get(row));
        }
    }

    @Override
    public void restored() {
        require(!captured, "restored twice");
        captured = true;
    }

    int add(String key, int amount) {
        require(isOpen, "a write without begin");
        return open.merge(key, amount, Integer::sum);
    }

    Map<String, Integer> values() {
        return new HashMap<>(isOpen ? open : committed);
    }

    private static void require(boolean condition, String broken) {
        if (!condition) {
            throw new AssertionError(broken);
        }
    }

    private record Rows(List<String> keys, List<Integer> sums) implements StateCapture {
        @Override
        public long rows() {
            return keys.size();
        }

        @Override
        public void forEachChunk(Consumer<StateChunk> out) {
            out.accept(new StateChunk(1, true, List.of(keys, sums)));
        }
    }
}
