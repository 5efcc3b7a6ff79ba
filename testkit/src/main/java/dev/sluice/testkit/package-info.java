/**
 * What a program needs to test its streams without waiting: a context wound by hand, tables of batches, receivers that
 * follow a script, and records of what came out.
 */
@NullMarked
package dev.sluice.testkit;

import org.jspecify.annotations.NullMarked;
