package dev.sluice.engine.spark;

import dev.sluice.plan.Origin;
import java.io.Serializable;

/**
 * A record that a task left out.
 *
 * @param place which fault of which task it was, the same each time the task runs
 * @param partition the partition of the node that the record was in
 */
record Fault(Place place, int partition, Origin origin, Carried<Object> record, Throwable cause)
        implements Serializable {
    /** Where a fault was met. */
    record Place(int stage, int task, int count) implements Serializable, Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byStage = Integer.compare(stage, other.stage);
            int byTask = byStage == 0 ? Integer.compare(task, other.task) : byStage;
            return byTask == 0 ? Integer.compare(count, other.count) : byTask;
        }
    }
}
