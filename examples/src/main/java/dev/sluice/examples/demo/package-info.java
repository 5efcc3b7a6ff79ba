/** The demo: a simulated field of sensor tags, a program that watches it, and a view of both. */
@NullMarked
package dev.sluice.examples.demo;

import org.jspecify.annotations.NullMarked;
