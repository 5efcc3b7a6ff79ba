package dev.sluice.examples;

import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import dev.sluice.examples.cli.Address;
import java.io.PrintStream;

/** Says once what is wrong with a connection, and once more when something else is. */
final class ConnectionNews implements StreamingListener {
    private final Address address;
    private final PrintStream err;
    private String last = "";

    ConnectionNews(Address address, PrintStream err) {
        this.address = address;
        this.err = err;
    }

    @Override
    public synchronized void onReceiverError(ReceiverInfo receiver) {
        String news = receiver.error().map(Throwable::getMessage).orElse(receiver.message());
        if (!news.equals(last)) {
            last = news;
            err.println("sluice: no text from " + address + ": " + news + ". Trying again until there is; a server for a"
                    + " first try: nc -lk " + address.port());
        }
    }
}
