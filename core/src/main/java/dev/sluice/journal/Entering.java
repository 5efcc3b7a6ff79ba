package dev.sluice.journal;

import dev.sluice.error.CorruptionException;
import dev.sluice.log.LogRecord;

/** Enters what is read from a log in the ledger and the index. */
final class Entering {
    private final Ledger ledger;
    private final LogIndex index;

    Entering(Ledger ledger, LogIndex index) {
        this.ledger = ledger;
        this.index = index;
    }

    void enter(LogRecord record) {
        String what = "the frame at " + record.position() + " of the log";
        FieldReader in = new FieldReader(record.payload(), what);
        switch (record.type()) {
            case FrameType.RUN ->
                ledger.facts(ledger.facts()
                        .numbered(RunRecord.decode(record.payload(), what).outputs()));
            case FrameType.BLOCK -> block(BlockRecord.decode(record.payload(), what), record);
            case FrameType.BEGUN -> ledger.begun(InputReading.read(in));
            case FrameType.LEFT_OUT -> ledger.leftOut(LeftOutRecord.decode(record.payload(), what));
            case FrameType.GIVE_UP -> giveUp(in.text(), in.number());
            case FrameType.PLAN -> plan(PlanRecord.decode(record.payload(), what), record);
            case FrameType.COMMIT -> ledger.commit(in.number(), in.count());
            case FrameType.DONE -> ledger.done(in.number());
            default ->
                throw new CorruptionException(what + " is of the unknown type " + record.type()
                        + "; it was written by a later version of Sluice, which must be used to go on");
        }
    }

    private void block(BlockRecord block, LogRecord record) {
        ledger.block(block);
        index.part(
                block.input(),
                block.id(),
                new BlockPart(Place.found(record.position()), block.first(), block.partRecords()));
    }

    private void giveUp(String input, long block) {
        ledger.giveUp(input, block);
        index.remove(input, block);
    }

    private void plan(PlanRecord plan, LogRecord record) {
        ledger.plan(plan);
        index.plan(plan.batch().id(), Place.found(record.position()));
    }
}
