package dev.sluice.engine.local;

import dev.sluice.table.VersionedState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A state of sums that is strict about the order of its calls. */
final class TallyState implements VersionedState {
    private Map<String, Integer> committed = new TreeMap<>();
    private Map<String, Integer> open = new TreeMap<>();
    private boolean isOpen;

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
}
