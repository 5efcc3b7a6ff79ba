/** What a run writes down so that it can be gone on with: plans, commits, received records, and when to take a snapshot. */
@NullMarked
package dev.sluice.journal;

import org.jspecify.annotations.NullMarked;
