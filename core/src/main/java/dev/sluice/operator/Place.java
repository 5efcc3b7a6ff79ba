package dev.sluice.operator;

/**
 * What is known of an operator of a program before its first batch.
 *
 * @param number its number among the operators, parents first
 * @param ofEveryBatch whether it gives data in every batch, having the slide of the inputs, which is the batch interval
 * @param slideMicros its slide
 * @param kept whether its data is needed after its batch
 * @param shared whether several consumers read it, so that its data is computed once and held
 * @param stateful whether it owns state
 * @param read whether anyone reads what it gives
 */
record Place(
        int number,
        boolean ofEveryBatch,
        long slideMicros,
        boolean kept,
        boolean shared,
        boolean stateful,
        boolean read) {}
