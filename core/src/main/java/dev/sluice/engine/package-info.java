/** What an engine offers. An engine knows nothing of streams: it evaluates plan nodes, keeps state, blocks and results. */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
