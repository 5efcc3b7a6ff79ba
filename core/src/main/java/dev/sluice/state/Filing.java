package dev.sluice.state;

/**
 * A key filed under the time at which it may time out first.
 *
 * @param bucket the touch it is filed under
 * @param sequence grows from filing to filing; says the order within a bucket
 */
record Filing<K>(K key, int hash, long bucket, long sequence) {}
