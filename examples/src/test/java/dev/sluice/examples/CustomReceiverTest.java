package dev.sluice.examples;

import static dev.sluice.testkit.StreamCheck.batch;
import static dev.sluice.testkit.StreamCheck.batches;
import static dev.sluice.testkit.StreamCheck.check;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CustomReceiverTest {
    private static final Order FIRST = new Order(1, "boat");
    private static final Order SECOND = new Order(2, "oar");

    @Test
    void anOrderThatComesAgainIsLeftOut() {
        check(
                        batches(batch(FIRST, FIRST), batch(SECOND, FIRST), batch(FIRST)),
                        orders -> CustomReceiver.once(orders, Duration.ofMinutes(1)))
                .inAnyOrder()
                .gives(batch(FIRST), batch(SECOND), batch());
    }

    @Test
    void anOrderIsRememberedForAsLongAsRepeatsMayTake() {
        check(
                        batches(batch(FIRST), batch(), batch(FIRST), batch(), batch(), batch(), batch(FIRST)),
                        orders -> CustomReceiver.once(orders, Duration.ofSeconds(2)))
                .gives(batch(FIRST), batch(), batch(), batch(), batch(), batch(), batch(FIRST));
    }
}
