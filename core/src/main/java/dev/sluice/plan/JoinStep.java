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
        return new Join<K, R>(new BitSet(), new KeyedValues<>(origin), kind, out, 0);
    }

    private static final class Join<K, R extends Pair<?, ?>> implements Inputs, Emitter<Object>, Copyable {
        private final BitSet met;
        private final KeyedValues<K> rights;
        private final JoinKind kind;
        private final Emitter<? super KeyValue<K, R>> out;
        private int side;

        Join(BitSet met, KeyedValues<K> rights, JoinKind kind, Emitter<? super KeyValue<K, R>> out, int side) {
            this.met = met;
            this.rights = rights;
            this.kind = kind;
            this.out = out;
            this.side = side;
        }

        @Override
        public Emitter<Object> input(int parent) {
            side = parent;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // both sides are made of pairs with keys of type K
        public void emit(Object record) throws Exception {
            if (side == 0) {
                rights.add((KeyValue<K, Object>) record);
            } else {
                probe((KeyValue<K, Object>) record);
            }
        }

        @Override
        public Object function() {
            return kind;
        }

        private void probe(KeyValue<K, Object> left) throws Exception {
            int slot = rights.find(left.key());
            if (slot >= 0) {
                met.set(slot);
                for (Object right : rights.valuesAt(slot)) {
                    give(left.key(), kind.both(left.value(), right));
                }
            } else if (kind.keepsLeft()) {
                give(left.key(), kind.onlyLeft(left.value()));
            }
        }

        @Override
        public void finish() throws Exception {
            if (!kind.keepsRight()) {
                return;
            }
            for (int slot = met.nextClearBit(0); slot < rights.size(); slot = met.nextClearBit(slot + 1)) {
                for (Object right : rights.valuesAt(slot)) {
                    give(rights.keyAt(slot), kind.onlyRight(right));
                }
            }
        }

        @SuppressWarnings("unchecked") // the kind gives pairs of the type that the plan promises
        private void give(K key, Pair<?, ?> joined) throws Exception {
            out.emit(KeyValue.of(key, (R) joined));
        }
    }
}
