package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrowingListTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @Test
    void listsGrownFromOneListShareItsArrayOnce() {
        GrowingList<String> list = GrowingList.<String>empty().plus("a");
        GrowingList<String> b = list.plus("b");
        GrowingList<String> c = list.plus("c");
        assertThat(b.items()).isSameAs(list.items());
        assertThat(c.items()).isNotSameAs(list.items());
        assertThat(list.toList()).containsExactly("a");
        assertThat(b.toList()).containsExactly("a", "b");
        assertThat(c.toList()).containsExactly("a", "c");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noListChangesWhenOthersGrowFromIt(long seed) {
        Random random = new Random(seed);
        List<GrowingList<Integer>> lists = new ArrayList<>(List.of(GrowingList.empty()));
        List<List<Integer>> models = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(lists.size());
            int other = random.nextInt(lists.size());
            List<Integer> model = new ArrayList<>(models.get(from));
            switch (random.nextInt(8)) {
                case 0 -> {
                    int gone = random.nextInt(model.size() + 1);
                    lists.add(lists.get(from).without(gone));
                    model.subList(0, gone).clear();
                }
                case 1 -> {
                    lists.add(lists.get(from).plusAll(lists.get(other)));
                    model.addAll(models.get(other));
                }
                default -> {
                    Integer value = random.nextInt(5) == 0 ? null : Integer.valueOf(i);
                    lists.add(lists.get(from).plus(value));
                    model.add(value);
                }
            }
            models.add(model);
        }
        for (int i = 0; i < lists.size(); i++) {
            assertThat(lists.get(i).toList()).isEqualTo(models.get(i));
        }
    }
}
