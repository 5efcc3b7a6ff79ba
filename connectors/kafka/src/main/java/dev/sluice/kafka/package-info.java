/** Topics of Apache Kafka as streams, read by position. */
@NullMarked
package dev.sluice.kafka;

import org.jspecify.annotations.NullMarked;
