package dev.sluice.conformance.simulation;

import dev.sluice.sink.Delivery;
import dev.sluice.sink.OutputKey;
import dev.sluice.sink.RunId;
import dev.sluice.sink.Sink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database that keeps each batch together with its key. What is staged in it survives the process too. */
@SuppressWarnings("serial") // never leaves this process
final class TransactionalModel implements Sink<Event> {
    private static final long serialVersionUID = 1L;

    private final Database database;
    private final Moment life;

    /** What survives all processes. */
    static final class Database {
        private final String name;
        private final Ledger ledger;
        private final Mistake mistake;
        private final Findings findings;
        private final Map<String, List<String>> staged = new HashMap<>();
        private long receipts;
        private long epoch;

        Database(String name, Ledger ledger, Mistake mistake, Findings findings) {
            this.name = name;
            this.ledger = ledger;
            this.mistake = mistake;
            this.findings = findings;
        }
    }

    TransactionalModel(Database database, Moment life) {
        this.database = database;
        this.life = life;
    }

    @Override
    public String name() {
        return database.name;
    }

    @Override
    public Delivery delivery() {
        return Delivery.TRANSACTIONAL;
    }

    @Override
    public void takeOver(RunId run) {
        life.call(name());
        database.epoch = Math.max(database.epoch, run.epoch());
        database.staged.clear();
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
                life.call(name());
                String receipt = key.partition(partition) + "#" + ++database.receipts;
                database.staged.put(receipt, lines);
                return receipt;
            }
        };
    }

    @Override
    public void publish(OutputKey key, List<String> receipts) {
        life.call(name());
        List<String> lines = new ArrayList<>();
        for (String receipt : receipts) {
            List<String> part = database.staged.get(receipt);
            if (part == null || !receipt.startsWith(key + "/")) {
                database.findings.add(name() + " is to publish " + receipt + " for " + key + ", which is not staged");
            } else {
                lines.addAll(part);
            }
        }
        if (key.epoch() < database.epoch) {
            database.findings.add(name() + " was taken over by " + database.epoch + " before " + key.epoch());
        }
        put(key, lines);
        life.call(name());
    }

    private void put(OutputKey key, List<String> lines) {
        long batch = key.batch().id();
        if (database.mistake == Mistake.OUTPUT_WITHOUT_KEY) {
            database.ledger.append(key.toString(), batch, key.batch().timeMillis(), lines);
        } else {
            database.ledger.put(key.toString(), batch, key.batch().timeMillis(), lines);
        }
    }

    @Override
    public void abandon(OutputKey key) {
        database.staged.keySet().removeIf(receipt -> receipt.startsWith(key + "/"));
    }
}
