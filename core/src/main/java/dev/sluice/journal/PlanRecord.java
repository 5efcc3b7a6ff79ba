package dev.sluice.journal;

import dev.sluice.data.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The plan of a batch as it is written down.
 *
 * @param recordsMax the most records that back-pressure let it take
 */
record PlanRecord(Batch batch, long recordsMax, List<InputReading> inputs) {
    PlanRecord {
        inputs = List.copyOf(inputs);
    }

    byte[] encode() {
        FieldWriter out = new FieldWriter()
                .number(batch.id())
                .number(batch.timeMillis())
                .number(batch.interval().toMillis())
                .number(batch.seed())
                .number(recordsMax);
        return out.all(inputs, input -> input.write(out)).toBytes();
    }

    static PlanRecord decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        Batch batch =
                new Batch(in.number(), Instant.ofEpochMilli(in.number()), Duration.ofMillis(in.number()), in.number());
        PlanRecord plan = new PlanRecord(batch, in.number(), in.all(() -> InputReading.read(in)));
        in.end();
        return plan;
    }
}
