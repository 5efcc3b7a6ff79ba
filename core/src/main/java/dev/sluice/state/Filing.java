package dev.sluice.state;

/**
 * A key filed under the time at which it may time out first; not a record, because a key may be filed twice alike.
 */
final class Filing<K> {
    private final K key;
    private final int hash;
    private final long bucket;
    private final long sequence;

    /**
     * Files a key.
     *
     * @param bucket the touch it is filed under
     * @param sequence grows from filing to filing; says the order within a bucket
     */
    Filing(K key, int hash, long bucket, long sequence) {
        this.key = key;
        this.hash = hash;
        this.bucket = bucket;
        this.sequence = sequence;
    }

    K key() {
        return key;
    }

    int hash() {
        return hash;
    }

    long bucket() {
        return bucket;
    }

    long sequence() {
        return sequence;
    }
}
