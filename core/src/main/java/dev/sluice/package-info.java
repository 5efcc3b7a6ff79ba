/** What a program imports: the context and its streams. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
