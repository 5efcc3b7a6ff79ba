package dev.sluice.conformance.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.data.KeyValue;
import dev.sluice.error.OperatorException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RecordByRecordTest extends OperatorTable {
    @Test
    void mapGivesOneRecordForEachRecord() {
        check(batches(batch(1, 2, 3), batch(), batch(4)), numbers -> numbers.map(n -> "n" + n))
                .gives(batch("n1", "n2", "n3"), batch(), batch("n4"), batch());
    }

    @Test
    void mapMayChangeTheTypeToAList() {
        check(batches(batch(1, 2)), numbers -> numbers.map(n -> List.of(n, n)))
                .gives(batch(List.of(1, 1), List.of(2, 2)));
    }

    @Test
    void flatMapGivesAnyNumberOfRecordsInOrder() {
        check(
                        batches(batch("a b", "", "c d e"), batch(), batch("f")),
                        lines -> lines.flatMap(line -> line.isEmpty() ? List.of() : List.of(line.split(" "))))
                .gives(batch("a", "b", "c", "d", "e"), batch(), batch("f"));
    }

    @Test
    void filterKeepsTheRecordsThatPass() {
        check(batches(batch(1, 2, 3, 4), batch(1, 3), batch()), numbers -> numbers.filter(n -> n % 2 == 0))
                .gives(batch(2, 4), batch(), batch());
    }

    @Test
    void filterOfAStreamWithKeysKeepsKeys() {
        checkPairs(
                        batches(batch(kv("a", 1), kv("b", 2), kv("a", 3)), batch()),
                        pairs -> pairs.filter(pair -> pair.value() > 1).reduceByKey(Integer::sum))
                .gives(batch(kv("a", 3), kv("b", 2)), batch());
    }

    @Test
    void mapToPairGivesEachRecordAKeyAndAValue() {
        check(batches(batch("a", "bb"), batch()), words -> words.mapToPair(word -> KeyValue.of(word.length(), word)))
                .inOrder()
                .gives(batch(kv(1, "a"), kv(2, "bb")), batch());
    }

    @Test
    void flatMapToPairGivesAnyNumberOfPairs() {
        check(
                        batches(batch("ab", "", "c"), batch()),
                        words -> words.flatMapToPair(word -> word.chars()
                                .mapToObj(c -> KeyValue.of((char) c, word))
                                .toList()))
                .inOrder()
                .gives(batch(kv('a', "ab"), kv('b', "ab"), kv('c', "c")), batch());
    }

    @Test
    void keyByPutsEachRecordUnderAKey() {
        check(batches(batch("a", "bb", "c"), batch()), words -> words.keyBy(String::length))
                .inOrder()
                .gives(batch(kv(1, "a"), kv(2, "bb"), kv(1, "c")), batch());
    }

    @Test
    void stepsFollowEachOther() {
        check(
                        batches(batch(1, 2, 3, 4), batch()),
                        numbers -> numbers.map(n -> n + 1)
                                .filter(n -> n != 3)
                                .flatMap(n -> List.of(n, -n))
                                .map(n -> n * 10))
                .gives(batch(20, -20, 40, -40, 50, -50), batch());
    }

    @Test
    void oneStreamMayBeReadByManySteps() {
        check(
                        batches(batch(1, 2), batch(3)),
                        numbers -> numbers.map(n -> n * 10).union(numbers).union(numbers.filter(n -> n == 2)))
                .gives(batch(10, 20, 1, 2, 2), batch(30, 3));
    }

    @Test
    void aFunctionMayThrowACheckedException() {
        Throwable failure = check(tester -> tester.input(batch("x")).map(word -> {
                    if (word.equals("x")) {
                        throw new TimeoutException("no " + word);
                    }
                    return word;
                }))
                .failureWithin(1);
        assertThat(failure).isInstanceOf(OperatorException.class).hasRootCauseMessage("no x");
    }
}
