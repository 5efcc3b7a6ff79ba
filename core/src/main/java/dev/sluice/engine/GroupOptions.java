package dev.sluice.engine;

import dev.sluice.plan.FaultHandler;

/**
 * How a group of jobs runs.
 *
 * @param name shown in thread dumps and failures, for example {@code word-count batch 17}
 * @param faults decides what becomes of a record whose function threw
 */
public record GroupOptions(String name, FaultHandler faults) {}
