/** A pipeline of Kafka with everything around it: who writes, who is killed, and whether the results are right. */
@NullMarked
package dev.sluice.examples.kafka;

import org.jspecify.annotations.NullMarked;
