/** Checkpoint directories on HDFS. */
@NullMarked
package dev.sluice.hadoop;

import org.jspecify.annotations.NullMarked;
