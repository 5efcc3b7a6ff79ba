package dev.sluice.journal;

import java.nio.ByteBuffer;
import java.util.List;

/** Where the blocks of inputs are in a log, and what is in them. Thread-safe. */
interface Blocks {
    /** The parts of a block, in order. */
    List<BlockPart> parts(String input, long block);

    /** The encoded records of a part. */
    ByteBuffer content(BlockPart part);
}
