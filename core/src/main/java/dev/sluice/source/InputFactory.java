package dev.sluice.source;

/** The definition of an input stream: opened once, when the context starts. */
@FunctionalInterface
public interface InputFactory<T> {
    /** Makes the input; nothing is taken in before its start. */
    Input<T> open(InputContext context);
}
