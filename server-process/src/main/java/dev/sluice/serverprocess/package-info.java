/** Servers as processes of their own. */
@NullMarked
package dev.sluice.serverprocess;

import org.jspecify.annotations.NullMarked;
