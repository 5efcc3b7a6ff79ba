package dev.sluice.examples;

import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.rdd.PairRdd;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** A list of words that can be replaced while a program runs: each batch joins with the list as it then is. */
final class NoiseWords {
    private final StreamingContext context;
    private final Set<String> words = new TreeSet<>();
    private volatile PairRdd<String, Boolean> rdd;

    NoiseWords(StreamingContext context, Collection<String> first) {
        this.context = context;
        this.rdd = replace(first);
    }

    /** The list, each word with {@code true}. */
    PairRdd<String, Boolean> rdd() {
        return rdd;
    }

    /** Puts other words in place of the list, from the next batch on. */
    synchronized PairRdd<String, Boolean> replace(Collection<String> others) {
        words.clear();
        words.addAll(others);
        rdd = context.parallelizePairs(
                words.stream().map(word -> KeyValue.of(word, true)).toList());
        return rdd;
    }

    /** Adds a word to the list, from the next batch on. */
    synchronized void add(String word) {
        Set<String> more = new TreeSet<>(words);
        more.add(word);
        replace(more);
    }

    @Override
    public synchronized String toString() {
        return String.join(" ", words);
    }
}
