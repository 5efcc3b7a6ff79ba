package dev.sluice.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.data.Batch;
import dev.sluice.error.CorruptionException;
import dev.sluice.log.LogPosition;
import dev.sluice.source.RecordLog.Range;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that pass their checksum and were never written by this version end in a CorruptionException or in a value. */
class RecordFuzzTest {
    /** More with {@code -DargLine=-Dsluice.fuzz.mutations=1000000}. */
    private static final int MUTATIONS = Integer.getInteger("sluice.fuzz.mutations", 20_000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long ALLOCATION_BYTES_MAX = 1L << 20;
    private static final RunFacts FACTS = new RunFacts(
            "counts",
            "com.acme.Counts",
            1_000,
            100,
            4,
            17,
            2_700,
            Long.MAX_VALUE,
            Map.of("print(numbers#1)#1", 0, "to(numbers#1)#1", 1),
            Map.of("state/counts", new RunFacts.StateFacts(17, 4, "updateStateByKey at Counts.java:7")));

    private enum Form {
        PLAN(plan().encode(), bytes -> PlanRecord.decode(bytes, "the plan")),
        BLOCK(new BlockRecord("numbers#1", 3, BlockRecord.NO_BATCH, 10, 0, 10).encode(new byte[20]), bytes -> {
            BlockRecord ignored = BlockRecord.decode(bytes, "the block");
            BlockRecord.content(bytes, "the block");
        }),
        RUN(
                new RunRecord(3, "", Map.of("out", 1), ledger().encodedAt(FACTS)).encode(),
                bytes -> RunRecord.decode(bytes, "the run").start("the run")),
        SNAPSHOT(
                new SnapshotInfo(new LogPosition(3, 4, 0), new LogPosition(3, 5, 69), ledger().encodedAt(FACTS))
                        .encode(),
                bytes ->
                        Ledger.decode(SnapshotInfo.decode(bytes, "the snapshot").ledger(), "the snapshot"));

        private final byte[] sound;
        private final Consumer<byte[]> decoder;

        Form(byte[] sound, Consumer<byte[]> decoder) {
            this.sound = sound;
            this.decoder = decoder;
        }

        private static PlanRecord plan() {
            Batch batch = new Batch(18, Instant.ofEpochMilli(2_800), Duration.ofMillis(100), -7);
            List<Range> ranges = List.of(new Range(2, 0, 10), new Range(3, 5, 10));
            return new PlanRecord(
                    batch,
                    10_000,
                    List.of(
                            new InputReading("numbers#1", 15, new byte[30], ranges),
                            new InputReading("files#1", -1, new byte[100], List.of())));
        }

        private static Ledger ledger() {
            Ledger ledger = new Ledger(FACTS);
            for (int block = 1; block < 5; block++) {
                ledger.block(new BlockRecord("numbers#1", block, BlockRecord.NO_BATCH, 10, 0, 10));
            }
            ledger.plan(plan());
            return ledger;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOursIsToldAndCostsLittle(Form form) {
        form.decoder.accept(form.sound);
        SplittableRandom random = new SplittableRandom(form.ordinal());
        long allocated = 0;
        int untold = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damaged(form.sound, random);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                form.decoder.accept(damaged);
            } catch (CorruptionException told) {
                untold += told.getMessage().contains("passes its checksum but cannot be read") ? 0 : 1;
            }
            allocated = Math.max(allocated, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(untold).isZero();
        assertThat(allocated).isLessThan(ALLOCATION_BYTES_MAX);
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length + 20)) : sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }
}
