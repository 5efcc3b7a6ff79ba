/** A process of HDFS on this machine, made of its jars. */
@NullMarked
package dev.sluice.hdfsserver;

import org.jspecify.annotations.NullMarked;
