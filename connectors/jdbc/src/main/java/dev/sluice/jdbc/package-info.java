/** Tables of databases: streams written to them exactly once, and tables beside streams. */
@NullMarked
package dev.sluice.jdbc;

import org.jspecify.annotations.NullMarked;
