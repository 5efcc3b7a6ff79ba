package dev.sluice.engine.spark;

import dev.sluice.engine.Engine;
import org.apache.spark.broadcast.Broadcast;

/** A value that Spark sends to each executor once. */
record SparkBroadcast<T>(Broadcast<Carried<T>> sent) implements Engine.Broadcast<T> {
    @Override
    public T value() {
        return sent.value().get();
    }
}
