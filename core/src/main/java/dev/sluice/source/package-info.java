/** Where records come from: receivers that push, direct sources that are read by position, and the built-in ones. */
@NullMarked
package dev.sluice.source;

import org.jspecify.annotations.NullMarked;
