package dev.sluice.engine.spark;

import org.apache.spark.Partition;

/** A partition that is known by its number alone. */
record Numbered(int index) implements Partition {}
