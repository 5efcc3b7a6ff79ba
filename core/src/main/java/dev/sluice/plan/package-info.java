/**
 * What an engine evaluates: immutable plan nodes, each the data of one stream in one batch.
 *
 * <p>Nodes are values and know nothing of streams, time or engines. {@link dev.sluice.plan.Plans} and
 * {@link dev.sluice.plan.KeyedPlans} build every operation of the language from the few kinds there are.
 */
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
