/** Files of records: their forms, the directories of parts that become visible whole, and how they are read back. */
@NullMarked
package dev.sluice.file;

import org.jspecify.annotations.NullMarked;
