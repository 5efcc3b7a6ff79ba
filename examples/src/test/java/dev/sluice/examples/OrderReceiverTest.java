package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DStream;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.StreamTester;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderReceiverTest {
    private final HeldSupervisor supervisor = new HeldSupervisor();
    private OrderDesk desk;
    private OrderReceiver receiver;

    @BeforeEach
    void open() throws IOException {
        desk = new OrderDesk();
        receiver = new OrderReceiver("localhost", desk.port());
    }

    @AfterEach
    void close() throws IOException {
        receiver.onStop();
        desk.close();
    }

    @Test
    void ordersAreAcknowledgedAfterTheirBlockIsStoredAndNotBefore() throws InterruptedException {
        receiver.attach(supervisor);
        receiver.onStart();
        desk.place("boat");

        assertThat(supervisor.awaitBlock()).containsExactly(new Order(1, "boat"));
        assertThat(desk.acknowledged()).isZero();

        supervisor.letStored();
        desk.awaitAcknowledged(1);
    }

    @Test
    void ordersWhoseAcknowledgementIsLostComeAgain() throws Exception {
        receiver.attach(supervisor);
        desk.loseNextAcknowledgement();
        receiver.onStart();
        desk.place("boat");

        supervisor.awaitBlock();
        supervisor.letStored();
        assertThat(supervisor.awaitRestart()).isEqualTo("lost the order desk at localhost:" + desk.port());
        assertThat(desk.acknowledged()).isZero();

        receiver.onStop();
        receiver.onStart();
        assertThat(supervisor.awaitBlock()).containsExactly(new Order(1, "boat"));
        supervisor.letStored();
        desk.awaitAcknowledged(1);
    }

    @Test
    void acknowledgedOrdersAreInTheNextBatch() throws InterruptedException {
        try (StreamTester tester = StreamTester.create()) {
            DStream<Order> orders = tester.context().receiverStream(receiver);
            Collected<Order> collected = tester.collect(orders);
            tester.start();

            desk.place("boat");
            desk.place("oar");
            desk.awaitAcknowledged(2);
            tester.runBatches(1);

            assertThat(collected.batches()).isEqualTo(List.of(List.of(new Order(1, "boat"), new Order(2, "oar"))));
        }
    }
}
