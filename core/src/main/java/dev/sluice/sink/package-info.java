/** Where results go: what a sink is and promises, and the built-in ones. */
@NullMarked
package dev.sluice.sink;

import org.jspecify.annotations.NullMarked;
