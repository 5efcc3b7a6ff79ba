package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.time.Micros;
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
                .micros(Micros.of(batch.time()))
                .micros(Micros.of(batch.interval()))
                .number(batch.seed())
                .number(recordsMax);
        return out.all(inputs, input -> input.write(out)).toBytes();
    }

    static PlanRecord decode(byte[] bytes, String what) {
        FieldReader in = new FieldReader(bytes, what);
        Batch batch = new Batch(in.number(), Micros.moment(in.micros()), Micros.duration(in.micros()), in.number());
        PlanRecord plan = new PlanRecord(batch, in.number(), in.all(() -> InputReading.read(in)));
        in.end();
        return plan;
    }
}
