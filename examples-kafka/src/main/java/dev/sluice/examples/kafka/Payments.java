package dev.sluice.examples.kafka;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.jdbc.JdbcDatabase;
import dev.sluice.jdbc.JdbcSink;
import dev.sluice.kafka.KafkaSink;
import dev.sluice.kafka.KafkaSource;
import dev.sluice.kafka.KafkaStart;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The turnover of each shop so far, after each batch in which it grew, to a topic; its turnover in each window of five
 * seconds to a table; payments that are missing or came twice to another topic.
 */
final class Payments {
    static final String IN = "payments";
    static final String TOTALS = "totals";
    static final String ALERTS = "alerts";

    static final String TABLE = "turnover";
    static final String COLUMNS =
            "window_end timestamptz, shop text, payments bigint, cents bigint," + " primary key (window_end, shop)";
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private Payments() {}

    /** What a shop took in a window. */
    record Row(Instant end, String shop, Turnover turnover) {}

    static void define(StreamingContext ssc, String servers, JdbcDatabase database) {
        // snippet: payments
        DStream<Payment> payments = KafkaSource.topics(servers, IN)
                .values(StringDeserializer::new)
                .startAt(KafkaStart.earliest())
                .group("payments-seen")
                .stream(ssc)
                .map(record -> Payment.parse(record.value()));

        payments.mapToPair(payment -> KeyValue.of(payment.shop(), Turnover.of(payment)))
                .reduceByKey(Turnover::plus)
                .mapWithState(StateSpec.function(Payments::total))
                .to(KafkaSink.<KeyValue<String, Turnover>>to(servers, TOTALS)
                        .values(total -> total.value().text(), StringSerializer::new)
                        .keys(KeyValue::key, StringSerializer::new));
        // end

        // snippet: payments-windows
        payments.mapToPair(payment -> KeyValue.of(payment.shop(), Turnover.of(payment)))
                .reduceByKeyAndWindow(Turnover::plus, WINDOW, WINDOW)
                .transform((turnovers, batch) -> {
                    Instant end = batch.time();
                    return turnovers.map(turnover -> new Row(end, turnover.key(), turnover.value()));
                })
                .to(JdbcSink.<Row>table(database, TABLE)
                        .column("window_end", Row::end)
                        .column("shop", Row::shop)
                        .column("payments", row -> row.turnover().payments())
                        .column("cents", row -> row.turnover().cents()));
        // end

        payments.mapToPair(payment -> KeyValue.of(payment.till(), payment.number()))
                .mapWithState(StateSpec.function(Payments::gap))
                .filter(alert -> !alert.isEmpty())
                .to(KafkaSink.<String>to(servers, ALERTS).values(alert -> alert, StringSerializer::new));
    }

    // snippet: payments-total
    /** The turnover of a shop so far. */
    private static KeyValue<String, Turnover> total(String shop, Optional<Turnover> news, State<Turnover> state) {
        Turnover total = state.getOption().orElse(Turnover.NONE).plus(news.orElse(Turnover.NONE));
        state.update(total);
        return KeyValue.of(shop, total);
    }
    // end

    /** Empty if a payment has the number that follows the one before. */
    private static String gap(String till, Optional<Long> number, State<Long> state) {
        long expected = state.getOption().orElse(0L);
        long found = number.orElse(expected);
        state.update(found + 1);
        return found == expected ? "" : till + " sent " + found + " where " + expected + " was next";
    }
}
