package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.AnyStream;
import dev.sluice.PairDStream;
import dev.sluice.data.HashPartitioner;
import dev.sluice.error.InvalidProgramException;
import dev.sluice.testkit.StreamTester;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IdTest extends OperatorTable {
    @Test
    void theStateOfAnyKindOfWindowIsFoundUnderTheIdOfItsStream() {
        assertThat(named(words -> words.reduceByKeyAndWindow(Long::sum, seconds(4))))
                .contains("state \"mine\"");
        assertThat(named(words -> words.reduceByKeyAndWindow(Long::sum, seconds(4), seconds(2))))
                .contains("state \"mine\"");
        assertThat(named(words -> words.reduceByKeyAndWindow(
                        Long::sum,
                        (all, leaving) -> all - leaving,
                        seconds(4),
                        seconds(2),
                        new HashPartitioner(2),
                        count -> count.value() > 1)))
                .contains("state \"mine\"");
        assertThat(named(words -> words.countByWindow(seconds(4), seconds(2)))).contains("state \"mine\"");
        assertThat(named(words -> words.aggregate(Window.tumblingCount(3), Aggregates.toList())))
                .contains("state \"mine\"");
    }

    @Test
    void anIdIsOfOneCallOnlyAlsoWhereTheCallBeforeIsOnTheSameLine() {
        assertThat(named(words -> words.window(seconds(2)).id("inner").window(seconds(4))))
                .contains("mine = window", "inner = window");
    }

    @Test
    void aStreamKeepsItsId() {
        assertThatThrownBy(() -> named(words -> words.filter(word -> true).id("first")))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("an id must be given once and not be blank, but was \"mine\" after \"first\"");
    }

    private static String named(Function<PairDStream<String, Long>, AnyStream<?, ?, ?>> program) {
        try (StreamTester tester = StreamTester.create()) {
            program.apply(tester.pairInput(List.of(kv("a", 1L)))).id("mine").foreachRdd(rdd -> {});
            String explanation = tester.context().explain();
            tester.runBatches(2);
            return explanation;
        }
    }
}
