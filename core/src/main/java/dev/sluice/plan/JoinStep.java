package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The cross product of the values that two sides have for a key. */
record JoinStep<K, V, W>(JoinKind kind)
        implements Step.Element<KeyValue<K, List<List<Object>>>, KeyValue<K, Pair<Optional<V>, Optional<W>>>> {
    private static final List<Object> NOTHING = Collections.singletonList(null);

    @Override
    public Stage<KeyValue<K, List<List<Object>>>> open(
            TaskContext task, Origin origin, Emitter<? super KeyValue<K, Pair<Optional<V>, Optional<W>>>> out) {
        return group -> {
            List<Object> left = orNothing(group.value().get(0), kind.keepsRight());
            List<Object> right = orNothing(group.value().get(1), kind.keepsLeft());
            for (Object l : left) {
                for (Object r : right) {
                    out.emit(KeyValue.of(group.key(), pair(l, r)));
                }
            }
        };
    }

    private static List<Object> orNothing(List<Object> values, boolean otherSideIsKept) {
        return values.isEmpty() && otherSideIsKept ? NOTHING : values;
    }

    @SuppressWarnings("unchecked")
    private Pair<Optional<V>, Optional<W>> pair(Object left, Object right) {
        return Pair.of(Optional.ofNullable((V) left), Optional.ofNullable((W) right));
    }
}
