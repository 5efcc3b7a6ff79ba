package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.Ordering;
import dev.sluice.plan.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallestTest {
    private record Numbered(int value, int place) {}

    private static final Ordering<Numbered> BY_VALUE =
            new Ordering<>((a, b) -> Integer.compare(a.value, b.value), new Origin("takeOrdered", "a test"));

    @ParameterizedTest(name = "{0} of {1} records with {2} values")
    @CsvSource({"0, 10, 5", "1, 1000, 1", "1, 1000, 1000", "7, 1000, 30", "64, 5000, 5000", "200, 1000, 3", "50, 10, 10"
    })
    void keepsWhatAStableSortPutsFirst(int limit, int records, int values) {
        Random random = new Random(records + limit);
        List<Numbered> all = IntStream.range(0, records)
                .mapToObj(place -> new Numbered(random.nextInt(values), place))
                .toList();
        Smallest<Numbered> smallest = new Smallest<>(limit, BY_VALUE);
        all.forEach(smallest::add);
        assertThat(smallest.sorted())
                .isEqualTo(all.stream()
                        .sorted(Comparator.comparing(Numbered::value))
                        .limit(limit)
                        .toList());
    }

    @Test
    void holdsAFewTimesItsLimitAtMost() {
        List<Integer> compared = new ArrayList<>();
        Ordering<Integer> watching = new Ordering<>(
                (a, b) -> {
                    compared.add(a);
                    return Integer.compare(a, b);
                },
                new Origin("takeOrdered", "a test"));
        Smallest<Integer> smallest = new Smallest<>(10, watching);
        IntStream.range(0, 84).forEach(smallest::add);
        assertThat(compared).as("sorted once there is no more room").isNotEmpty();
        compared.clear();
        IntStream.range(84, 10_000).forEach(i -> smallest.add(9));
        assertThat(compared).as("one look at the largest kept").hasSize(10_000 - 84);
    }
}
