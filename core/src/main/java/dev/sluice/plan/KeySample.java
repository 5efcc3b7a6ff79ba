package dev.sluice.plan;

import java.io.Serializable;
import java.util.List;

/**
 * Keys drawn from one partition, each with the same chance.
 *
 * @param records how many records the partition has
 */
record KeySample<K>(List<K> keys, long records) implements Serializable {
    /** How many records each drawn key stands for. */
    double weight() {
        return (double) records / keys.size();
    }
}
