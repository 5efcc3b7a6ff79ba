package dev.sluice.batch;

import dev.sluice.batch.ReplayedOutput.Part;
import dev.sluice.engine.Task;
import dev.sluice.plan.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Counts the records of a partition and keeps the first ones. */
record FirstRecords(long max) implements Task.Pull<Object, Part> {
    @Override
    public Part run(TaskContext task, Iterator<Object> records) {
        List<Object> first = new ArrayList<>();
        long count = 0;
        for (; records.hasNext(); count++) {
            Object next = records.next();
            if (count < max) {
                first.add(next);
            }
        }
        return new Part(count, first);
    }

    /** Of all partitions together so many, partition by partition. */
    List<Part> of(List<Part> parts) {
        List<Part> shown = new ArrayList<>(parts.size());
        long room = max;
        for (Part part : parts) {
            int some = (int) Math.min(room, part.first().size());
            shown.add(new Part(part.records(), part.first().subList(0, some)));
            room -= some;
        }
        return shown;
    }
}
