/** Topics of Kafka read and written by Spark Streaming, in a process of its own. */
@NullMarked
package dev.sluice.peers.sparkkafka;

import org.jspecify.annotations.NullMarked;
