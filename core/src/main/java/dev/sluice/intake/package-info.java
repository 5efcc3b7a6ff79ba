/** Takes records in: runs receivers, hands over what they store, reads direct sources, and keeps to the rates. */
@NullMarked
package dev.sluice.intake;

import org.jspecify.annotations.NullMarked;
