/** What the programs share on the command line: options, their texts, and how a run ends. */
@NullMarked
package dev.sluice.examples.cli;

import org.jspecify.annotations.NullMarked;
