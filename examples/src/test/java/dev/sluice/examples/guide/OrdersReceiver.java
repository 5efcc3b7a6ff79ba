package dev.sluice.examples.guide;

import dev.sluice.source.Receiver;
import java.io.IOException;
import java.util.List;

// snippet: receiver
/** Takes orders out of an inbox. An order is acknowledged once it is kept, so none is lost on the way. */
final class OrdersReceiver extends Receiver<String> {
    private final String address;
    private transient volatile Inbox.Connection inbox;

    OrdersReceiver(String address) {
        this.address = address;
    }

    @Override
    public void onStart() {
        inbox = Inbox.connect(address);
        new Thread(this::receive, "orders").start();
    }

    @Override
    public void onStop() {
        inbox.close();
    }

    private void receive() {
        try {
            while (!isStopped()) {
                List<String> orders = inbox.take();
                store(orders);
                inbox.acknowledge(orders);
            }
        } catch (IOException | InterruptedException e) {
            restart("the inbox " + address + " failed", e);
        }
    }
}
// end
