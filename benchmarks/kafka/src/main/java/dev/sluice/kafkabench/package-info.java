/** Measurements with a broker of Kafka on this machine. */
@NullMarked
package dev.sluice.kafkabench;

import org.jspecify.annotations.NullMarked;
