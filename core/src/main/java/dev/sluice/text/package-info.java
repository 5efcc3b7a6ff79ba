/** Bytes that arrive in pieces, cut into lines of text. */
@NullMarked
package dev.sluice.text;

import org.jspecify.annotations.NullMarked;
