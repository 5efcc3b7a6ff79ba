/** Bytes that arrive in pieces, cut into lines of text; and text of unknown origin, made fit to be shown. */
@NullMarked
package dev.sluice.text;

import org.jspecify.annotations.NullMarked;
