package dev.sluice.kafka;

/** What happens where records that were to be read are gone: removed by retention, or with their topic. */
public enum KafkaGap {
    /** The batch fails with the exact gap. */
    FAIL,
    /** Reading goes on behind the gap, which is logged with its bounds and shown in the range of the batch. */
    SKIP
}
