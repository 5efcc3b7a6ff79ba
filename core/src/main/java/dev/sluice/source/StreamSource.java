package dev.sluice.source;

/**
 * What an input stream is made of: a value that says where records come from and how often they arrive. Nothing is
 * opened before the start of the context.
 *
 * @param <T> the records
 */
public sealed interface StreamSource<T> {
    /** What people know the source by, for example {@code socket localhost:9999}. */
    String name();

    /** How often a record arrives and why, for example {@code at most once: the socket cannot redeliver; …}. */
    String guarantee();

    /** Records that a receiver pushes. */
    record Receiving<T>(String name, String guarantee, Receiver<T> receiver) implements StreamSource<T> {}

    /** Records that are read by position. */
    record Direct<T, P>(String name, String guarantee, DirectSource<T, P> source) implements StreamSource<T> {}

    /** Records that an input of its own kind gathers. */
    record Custom<T>(String name, String guarantee, InputFactory<T> input) implements StreamSource<T> {}
}
