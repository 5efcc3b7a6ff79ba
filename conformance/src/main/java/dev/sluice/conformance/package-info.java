/** What must hold of every program, and the command that searches for programs and crashes for which it does not. */
@NullMarked
package dev.sluice.conformance;

import org.jspecify.annotations.NullMarked;
