package dev.sluice.rdd;

import dev.sluice.engine.Task;
import dev.sluice.error.SluiceException;
import dev.sluice.file.RecordForm;
import dev.sluice.file.StagedDirectory;
import dev.sluice.plan.Origin;
import dev.sluice.plan.PlanNode;
import dev.sluice.storage.Location;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the records of a plan as a directory of files. */
record Saving<T>(RddContext context, PlanNode<T> plan, RecordForm<T> form, Origin origin) {
    void to(String path) {
        try {
            save(new StagedDirectory(Location.local(path)));
        } catch (SluiceException known) {
            throw known.during(origin.toString());
        }
    }

    private void save(StagedDirectory directory) {
        try {
            directory.publish(stage(directory));
        } catch (Throwable thrown) {
            discard(directory, thrown);
            throw thrown;
        }
    }

    private List<String> stage(StagedDirectory directory) {
        RecordForm<T> written = form;
        Task.Pull<T, List<String>> task = (at, records) -> directory.write(at.partition(), written, records);
        List<Integer> partitions = IntStream.range(0, plan.partitions()).boxed().toList();
        List<List<String>> parts = context.run(group -> group.run(plan, partitions, task));
        return parts.stream().flatMap(List::stream).toList();
    }

    private static void discard(StagedDirectory directory, Throwable reason) {
        try {
            directory.discard();
        } catch (SluiceException thrown) {
            reason.addSuppressed(thrown);
        }
    }
}
