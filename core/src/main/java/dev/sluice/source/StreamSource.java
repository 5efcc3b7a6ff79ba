package dev.sluice.source;

import dev.sluice.storage.Durability;

/**
 * What an input stream is made of: a value that says where records come from and how often they arrive. Nothing is
 * opened before the start of the context.
 *
 * @param <T> the records
 */
public sealed interface StreamSource<T> {
    /** What people know the source by, for example {@code socket localhost:9999}. */
    String name();

    /**
     * How often a record arrives in a run without a directory and why, for example
     * {@code at most once: the socket cannot redeliver; …}.
     */
    String guarantee();

    /** The same for a run with a directory: how often a record arrives, and what a crash may lose before it is stored. */
    String durableGuarantee();

    /** How often a record arrives in a run that survives this much. */
    default String guarantee(Durability durability) {
        return durability == Durability.NONE ? guarantee() : durableGuarantee();
    }

    /** Records that a receiver pushes. */
    record Receiving<T>(String name, String guarantee, String durableGuarantee, Receiver<T> receiver)
            implements StreamSource<T> {
        /** A receiver with the same guarantee in every run. */
        public Receiving(String name, String guarantee, Receiver<T> receiver) {
            this(name, guarantee, guarantee, receiver);
        }
    }

    /** Records that are read by position. */
    record Direct<T, P>(String name, String guarantee, String durableGuarantee, DirectSource<T, P> source)
            implements StreamSource<T> {
        /** A source with the same guarantee in every run. */
        public Direct(String name, String guarantee, DirectSource<T, P> source) {
            this(name, guarantee, guarantee, source);
        }
    }

    /** Records that an input of its own kind gathers. */
    record Custom<T>(String name, String guarantee, String durableGuarantee, InputFactory<T> input)
            implements StreamSource<T> {
        /** An input with the same guarantee in every run. */
        public Custom(String name, String guarantee, InputFactory<T> input) {
            this(name, guarantee, guarantee, input);
        }
    }
}
