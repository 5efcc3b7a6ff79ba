/**
 * A disk in memory on which programs are crash-tested: it fails where it is told to, dies at any operation, and comes
 * back as a killed process or a power cut would leave it. The way in is {@link dev.sluice.testkit.storage.SimulatedStorage}.
 */
@NullMarked
package dev.sluice.testkit.storage;

import org.jspecify.annotations.NullMarked;
