package dev.sluice.plan;

import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import java.util.BitSet;

/**
 * Every pair of values that two sides have for a key. Keeps the right side, which is parent 0, and streams the left
 * side past it: results come in the order of the left side, then what only the right side has.
 */
record JoinStep<K, R extends Pair<?, ?>>(JoinKind kind) implements ZipStep<KeyValue<K, R>> {
    @Override
    public boolean keepsEmpty() {
        return true;
    }

    @Override
    public Inputs open(TaskContext task, Origin origin, Emitter<? super KeyValue<K, R>> out) {
        return new Join<>(kind, origin, out);
    }

    private static final class Join<K, R extends Pair<?, ?>> implements Inputs {
        private final BitSet met = new BitSet();
        private final KeyedValues<K> rights;
        private final JoinKind kind;
        private final Emitter<? super KeyValue<K, R>> out;

        Join(JoinKind kind, Origin origin, Emitter<? super KeyValue<K, R>> out) {
            this.rights = new KeyedValues<>(origin);
            this.kind = kind;
            this.out = out;
        }

        @Override
        @SuppressWarnings("unchecked") // both sides are made of pairs with keys of type K
        public Emitter<Object> input(int parent) {
            return parent == 0
                    ? record -> rights.add((KeyValue<K, Object>) record)
                    : record -> probe((KeyValue<K, Object>) record);
        }

        private void probe(KeyValue<K, Object> left) throws Exception {
            int slot = rights.find(left.key());
            if (slot >= 0) {
                met.set(slot);
                for (Object right : rights.valuesAt(slot)) {
                    emit(left.key(), kind.both(left.value(), right));
                }
            } else if (kind.keepsLeft()) {
                emit(left.key(), kind.onlyLeft(left.value()));
            }
        }

        @Override
        public void finish() throws Exception {
            if (!kind.keepsRight()) {
                return;
            }
            for (int slot = met.nextClearBit(0); slot < rights.size(); slot = met.nextClearBit(slot + 1)) {
                for (Object right : rights.valuesAt(slot)) {
                    emit(rights.keyAt(slot), kind.onlyRight(right));
                }
            }
        }

        @SuppressWarnings("unchecked") // the kind gives pairs of the type that the plan promises
        private void emit(K key, Pair<?, ?> joined) throws Exception {
            out.emit(KeyValue.of(key, (R) joined));
        }
    }
}
