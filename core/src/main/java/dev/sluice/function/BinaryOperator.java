package dev.sluice.function;

/**
 * Combines two values of one type into one of the same type, for example {@code Long::sum}.
 * Where records are reduced in parallel it must be associative.
 */
@FunctionalInterface
public interface BinaryOperator<T> extends BiFunction<T, T, T> {}
