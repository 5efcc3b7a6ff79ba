package dev.sluice.intake;

/** A block that was stored as a whole. */
final class BlockSegment<T> extends Segment<T> {
    private final KeptBlock<T> block;

    BlockSegment(long start, KeptBlock<T> block) {
        super(start);
        this.block = block;
    }

    @Override
    Piece<T> piece(long from, long to) {
        return new BlockPiece<>(block, from - start, to - start);
    }
}
