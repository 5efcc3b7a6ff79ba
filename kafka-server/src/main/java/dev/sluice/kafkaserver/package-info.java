/** A process of Kafka on this machine, made of its jars. */
@NullMarked
package dev.sluice.kafkaserver;

import org.jspecify.annotations.NullMarked;
