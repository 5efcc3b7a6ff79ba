package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.state.StateSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Orders from a desk that keeps each until it is acknowledged, over a connection that is lost every few seconds. */
@Command(name = "custom-receiver", description = "receives reliably over a connection that is often lost")
final class CustomReceiver implements Callable<Integer> {
    private static final Duration REPEATS_MAX = Duration.ofMinutes(1);

    @Mixin
    private RunOptions options;

    /** Each order the first time that it comes; repeats must come within this time. */
    static DStream<Order> once(DStream<Order> orders, Duration repeatsMax) {
        return orders.keyBy(Order::number)
                .mapWithState(StateSpec.<Long, Order, Boolean, Order>function((batch, number, order, seen) -> {
                            if (seen.exists() || order.isEmpty()) {
                                return Optional.empty();
                            }
                            seen.update(true);
                            return order;
                        })
                        .timeout(repeatsMax));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScheduledExecutorService customers = Executors.newSingleThreadScheduledExecutor();
        try (OrderDesk desk = new OrderDesk();
                StreamingContext ssc = options.context("custom-receiver", Duration.ofSeconds(1))
                        .build()) {
            ssc.addListener(new ReceiverNews(System.out, "What it had not acknowledged comes again."));
            DStream<Order> orders = ssc.receiverStream(new OrderReceiver("localhost", desk.port()));
            tell(desk, orders.count(), once(orders, REPEATS_MAX).count());
            customers.scheduleAtFixedRate(() -> desk.place("boat"), 0, 20, TimeUnit.MILLISECONDS);
            customers.scheduleAtFixedRate(desk::loseNextAcknowledgement, 3, 3, TimeUnit.SECONDS);
            return Session.run(ssc, options);
        } finally {
            customers.shutdownNow();
        }
    }

    private static void tell(OrderDesk desk, DStream<Long> received, DStream<Long> taken) {
        Bulletin bulletin = new Bulletin();
        received.transformWith(taken, (all, first) -> all.union(first)).foreachRdd((counts, batch) -> {
            List<Long> both = counts.collect();
            bulletin.post(
                    batch,
                    List.of("%d orders received, %d for the first time; %d placed so far, %d acknowledged"
                            .formatted(both.get(0), both.get(1), desk.placed(), desk.acknowledged())));
        });
    }
}
