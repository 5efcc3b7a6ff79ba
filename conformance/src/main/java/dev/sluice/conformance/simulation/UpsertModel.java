package dev.sluice.conformance.simulation;

import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.Sink;
import java.util.ArrayList;
import java.util.List;

/** A table whose rows are written by partition, each under its key, and are seen at once. */
@SuppressWarnings("serial") // never leaves this process
record UpsertModel(String name, Ledger ledger, Moment life) implements Sink<Event> {
    @Override
    public Delivery delivery() {
        return Delivery.IDEMPOTENT;
    }

    @Override
    public Writer<Event> open(OutputKey key, int partition, int partitions) {
        List<String> lines = new ArrayList<>();
        return new Writer<>() {
            @Override
            public void write(Event event) {
                lines.add(event.text());
            }

            @Override
            public String stage() {
                life.call(name);
                ledger.put(
                        key.partition(partition), key.batch().id(), key.batch().timeMillis(), lines);
                life.call(name);
                return "";
            }
        };
    }
}
