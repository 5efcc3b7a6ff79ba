package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.StableHash;
import org.junit.jupiter.api.Test;

class WindowKeysTest {
    private final WindowKeys<String> keys = new WindowKeys<>();

    @Test
    void slotsOfKeysThatLeftAreUsedAgain() {
        for (int batch = 0; batch < 1_000; batch++) {
            keys.begin();
            for (int key = 0; key < 5; key++) {
                come(batch + "-" + key);
                if (batch > 0) {
                    keys.leave(find(batch - 1 + "-" + key));
                }
            }
            keys.commit();
        }
        assertThat(keys.size()).isEqualTo(5);
        assertThat(keys.end()).isLessThanOrEqualTo(10);
    }

    @Test
    void aSlotIsNotUsedAgainInTheBatchInWhichItsKeyLeft() {
        keys.begin();
        int first = come("a");
        keys.commit();
        keys.begin();
        keys.leave(first);
        assertThat(find("a")).isEqualTo(-1);
        assertThat(come("b")).isNotEqualTo(first);
        assertThat(come("a")).isNotEqualTo(first);
        keys.rollback();
        assertThat(find("a")).isEqualTo(first);
        assertThat(find("b")).isEqualTo(-1);
        assertThat(keys.keyAt(first)).isEqualTo("a");
    }

    @Test
    void aRollbackGivesTheSlotsOfKeysThatCameBack() {
        keys.begin();
        come("a");
        int left = come("b");
        keys.commit();
        keys.begin();
        keys.leave(left);
        keys.commit();
        for (int batch = 0; batch < 3; batch++) {
            keys.begin();
            assertThat(come("c")).isEqualTo(left);
            assertThat(come("d")).isEqualTo(2);
            keys.rollback();
        }
        assertThat(keys.size()).isEqualTo(1);
    }

    @Test
    void anEmptyWindowBeginsWithTheFirstSlotAgain() {
        keys.begin();
        come("a");
        come("b");
        keys.commit();
        keys.begin();
        keys.leave(0);
        keys.leave(1);
        keys.commit();
        assertThat(keys.end()).isZero();
        keys.begin();
        assertThat(come("c")).isZero();
        keys.commit();
    }

    @Test
    void theFewKeysThatStayAfterManyHaveLeftGetTheFirstSlots() {
        keys.begin();
        for (int key = 0; key < 1_000; key++) {
            come("k" + key);
        }
        keys.commit();
        assertThat(keys.isSparse()).isFalse();
        keys.begin();
        for (int key = 0; key < 1_000; key++) {
            if (key % 10 != 7) {
                keys.leave(find("k" + key));
            }
        }
        keys.commit();
        keys.begin();
        for (int key = 0; key < 950; key++) {
            come("r" + key);
        }
        keys.rollback();
        assertThat(keys.isSparse()).isTrue();
        int[] numbers = keys.renumber();
        assertThat(keys.end()).isEqualTo(100);
        assertThat(keys.room()).isLessThanOrEqualTo(200);
        assertThat(keys.isSparse()).isFalse();
        for (int key = 7; key < 1_000; key += 10) {
            assertThat(find("k" + key)).isEqualTo(key / 10).isEqualTo(numbers[key]);
            assertThat(keys.keyAt(key / 10)).isEqualTo("k" + key);
            assertThat(keys.hashAt(key / 10)).isEqualTo(StableHash.of("k" + key));
        }
        keys.begin();
        assertThat(come("another")).isEqualTo(100);
        keys.commit();
    }

    @Test
    void theOrderIsThatInWhichKeysCame() {
        keys.begin();
        int[] slots = {come("a"), come("b"), come("c")};
        keys.commit();
        keys.begin();
        keys.leave(slots[0]);
        keys.commit();
        keys.begin();
        int again = come("a");
        keys.commit();
        assertThat(keys.order().sorted(new int[] {again, slots[2], slots[1]}, 3))
                .containsExactly(2, 1, 0);
    }

    private int come(String key) {
        return keys.come(key, StableHash.of(key));
    }

    private int find(String key) {
        return keys.find(key, StableHash.of(key));
    }
}
