package dev.sluice.journal;

import dev.sluice.data.Batch;
import dev.sluice.operator.OutputOperator;
import dev.sluice.sink.RunId;
import dev.sluice.source.InputPlan;
import dev.sluice.source.RecordLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes nothing. */
record NoJournal(RunId run) implements Journal {
    @Override
    public int number(OutputOperator<?> output) {
        return output.id();
    }

    @Override
    public void begun(String input, Object reading) {}

    @Override
    public void plan(Batch batch, List<InputPlan<?>> inputs, long recordsMax) {}

    @Override
    public void leftOut(Batch batch, LeftOut records) {}

    @Override
    public void await(Batch batch) {}

    @Override
    public void requireRule() {}

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public void commit(Batch batch, int output) {}

    @Override
    public void done(Batch batch) {}

    @Override
    public boolean wasDone(Batch batch) {
        return false;
    }

    @Override
    public void committed(Batch batch, long recordsMax) {}

    @Override
    public long durable() {
        return Long.MAX_VALUE;
    }

    @Override
    public long settled() {
        return Long.MAX_VALUE;
    }

    @Override
    public @Nullable RecordLog log(String input) {
        return null;
    }

    @Override
    public void giveUp(VirtualMachineError error) {}

    @Override
    public void close(boolean complete) {}
}
