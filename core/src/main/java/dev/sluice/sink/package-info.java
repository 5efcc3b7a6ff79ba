/** Where results go: the built-in outputs. */
@NullMarked
package dev.sluice.sink;

import org.jspecify.annotations.NullMarked;
