package dev.sluice.conformance.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.Builder;
import dev.sluice.error.OperatorException;
import dev.sluice.error.RecoveryException;
import dev.sluice.error.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A directory that one version of a program wrote, and the next version of it. */
class UpgradeTest {
    private static final String KIND = "enum Kind { NEW, OLD }";
    private static final String CUSTOMER = "record Customer(String name, int shop) {}";
    private static final String BASKET = "record Basket(Kind kind, int items, Integer most, Long cents) {}";
    private static final String LAST = "record Last(long number, List<Kind> kinds) {}";

    private static final String NUMBERS =
            "var numbers = ssc.directStream(\"numbers\", new GeneratorSource<>(8, n -> n));";
    private static final String BASKETS = """
            numbers.mapToPair(n -> KeyValue.of(new Customer("c" + n % 8, (int) (n % 8)), n))
                .<Basket>updateStateByKey((news, basket) -> Optional.of(new Basket(Kind.OLD,
                    basket.map(Basket::items).orElse(0) + news.size(), 10, 100L)), 2)
                .id("baskets")
                .foreachRdd(rdd -> rdd.collect().forEach(b -> seen.add(b.key() + " " + b.value())));
            """;
    private static final String LASTS = """
            numbers.mapToPair(n -> KeyValue.of("k" + n % 2, n))
                .mapWithState(StateSpec.<String, Long, Last, String>function((key, n, last) -> {
                    String told = key + " after " + last.getOption();
                    last.update(new Last(n.get(), List.of(Kind.NEW)));
                    return told;
                }))
                .id("lasts")
                .foreachRdd(rdd -> rdd.collect().forEach(seen::add));
            """;
    private static final Version FIRST = Version.of(NUMBERS + BASKETS + LASTS, KIND, CUSTOMER, BASKET, LAST);

    private final Restarts restarts = new Restarts();
    private final List<String> seen = new ArrayList<>();

    @Test
    void aStateGoesOnInAClassWithOtherFieldsAndTheRestOfTheProgramIsFreeToo() {
        run(2, FIRST);
        Version second = Version.of(
                NUMBERS + """
                        numbers.mapToPair(n -> KeyValue.of("all", n))
                            .<Long>updateStateByKey((news, count) -> Optional.of(count.orElse(0L) + news.size()))
                            .id("sums")
                            .foreachRdd(rdd -> rdd.collect().forEach(sum -> seen.add("sum " + sum.value())));
                        """ + LASTS + """
                        var baskets = numbers.mapToPair(n -> KeyValue.of(new Customer("c" + n % 8, (int) (n % 8)), n))
                            .<Basket>updateStateByKey((news, basket) -> Optional.of(new Basket(
                                basket.map(Basket::note).orElse("noted"), basket.get().cents(),
                                basket.get().items() + news.size(), basket.get().kind())), 5)
                            .id("baskets");
                        baskets.filter(basket -> basket.key().shop() == 0)
                            .foreachRdd(rdd -> rdd.collect().forEach(b -> seen.add(b.key() + " " + b.value())));
                        baskets.count().foreachRdd(rdd -> seen.add(rdd.collect() + " baskets"));
                        """,
                "enum Kind { FRESH, NEW, OLD, STALE }",
                CUSTOMER,
                "record Basket(String note, Long cents, long items, Kind kind) {}",
                LAST);
        run(1, builder -> builder.batchInterval(Duration.ofMillis(500)), second);
        assertThat(seen)
                .contains("k1 after Optional[Last[number=15, kinds=[NEW]]]", "[8] baskets", "sum 4", "sum 8")
                .contains("Customer[name=c0, shop=0] Basket[note=noted, cents=100, items=3, kind=OLD]");
        assertThat(restarts.report().states())
                .extracting(Object::toString)
                .map(state -> state.replaceAll("Program.java:\\d+", "Program"))
                .containsExactlyInAnyOrder(
                        "converted \"baskets\" (updateStateByKey at Program): from 2 partitions to 5",
                        "kept \"lasts\" (mapWithState at Program)",
                        "new \"sums\" (updateStateByKey at Program)",
                        "kept \"numbers#1\" (numbers)");
    }

    @Test
    void keysWhoseClassHasAnotherFieldAreFoundAgain() {
        run(2, FIRST);
        Version second = Version.of(
                NUMBERS + BASKETS.replace("(int) (n % 8))", "(int) (n % 8), null)") + LASTS,
                KIND,
                "record Customer(String name, long shop, String city) {}",
                BASKET,
                LAST);
        for (int items = 3; items <= 6; items++) {
            String counted = "items=" + items;
            run(1, second);
            assertThat(seen)
                    .filteredOn(line -> line.startsWith("Customer"))
                    .hasSize(8)
                    .allMatch(line -> line.contains("city=null] ") && line.contains(counted));
        }
    }

    @Test
    void anOperatorThatIsGoneIsRefusedAndNotAByteIsChanged() {
        run(2, FIRST);
        Version second = Version.of(NUMBERS + LASTS, KIND, LAST);
        Map<String, String> before = restarts.files();
        assertThatThrownBy(() -> run(1, second))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining(
                        "'here' holds what this program does not have any more: \"baskets\" (updateStateByKey")
                .hasMessageEndingWith("Nothing was changed. If it was renamed or moved, give the operator its id with"
                        + " .id(\"…\"); to go on without it, say so with .drop(\"…\") on the builder");
        assertThat(restarts.files()).isEqualTo(before);
        run(1, builder -> builder.drop("baskets"), second);
        assertThat(seen)
                .hasSize(8)
                .contains("k0 after Optional[Last[number=14, kinds=[NEW]]]")
                .contains("k1 after Optional[Last[number=15, kinds=[NEW]]]");
        assertThat(restarts.report().states())
                .extracting(Object::toString)
                .anyMatch(state -> state.startsWith("dropped \"baskets\" (updateStateByKey"));
    }

    @Test
    void aStateOfAClassThatIsGoneIsRefusedBeforeTheFirstRecord() {
        requireRefused(
                Version.of(
                        NUMBERS + BASKETS.replace("Basket", "Cart") + LASTS,
                        KIND,
                        CUSTOMER,
                        BASKET.replace("Basket", "Cart"),
                        LAST),
                RecoveryException.class,
                "baskets = updateStateByKey at Program.java",
                "the class app.Basket is not on the class path of this program; bring it back under this name");
    }

    @Test
    void aFieldOfATypeThatDoesNotFitIsRefusedBeforeTheFirstRecord() {
        requireRefused(
                Version.of(
                        NUMBERS
                                + BASKETS.replace(
                                        "Basket::items).orElse(0) + news.size()", "Basket::items).orElse(List.of())")
                                + LASTS,
                        KIND,
                        CUSTOMER,
                        "record Basket(Kind kind, List<String> items, Integer most, Long cents) {}",
                        LAST),
                RecoveryException.class,
                "updateStateByKey at Program.java",
                "Basket");
    }

    @Test
    void aStateThatAFunctionTakesForAnotherFailsTheBatchAndNothingIsLost() {
        requireRefused(
                Version.of(
                        NUMBERS
                                + BASKETS.replace("<Basket>", "<String>")
                                        .replaceAll("(?s)new Basket\\(.*?100L\\)", "basket.orElse(\"none\").trim()")
                                + LASTS,
                        KIND,
                        CUSTOMER,
                        BASKET,
                        LAST),
                OperatorException.class,
                "updateStateByKey at Program.java",
                "ClassCastException");
    }

    /** The version ends so, with nothing told, and the one before goes on where it was. */
    private void requireRefused(Version second, Class<? extends SluiceException> type, String... words) {
        run(2, FIRST);
        Throwable refusal = catchThrowable(() -> run(1, second));
        assertThat(refusal).isInstanceOf(type).hasMessageContainingAll(words);
        assertThat(seen).isEmpty();
        run(1, FIRST);
        assertThat(seen)
                .filteredOn(line -> line.startsWith("Customer") && line.contains("items=3"))
                .hasSize(8);
    }

    /** Runs a version; what it tells is seen afterwards. */
    private void run(int seconds, Version version) {
        run(seconds, builder -> builder, version);
    }

    private void run(int seconds, UnaryOperator<Builder> settings, Version version) {
        seen.clear();
        version.with(seen, program -> restarts.run(seconds, settings, program));
    }
}
