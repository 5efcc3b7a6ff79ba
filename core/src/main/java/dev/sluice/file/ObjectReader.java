package dev.sluice.file;

import dev.sluice.error.CodecException;
import dev.sluice.storage.Location;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object file frame by frame; holds one frame and no open file. What is damaged, cut off or goes on behind the
 * end is found before its records are given. For one thread.
 */
public final class ObjectReader<T> implements Iterator<T> {
    private final Location file;
    private final RecordCodec codec;
    private final FrameReader frames;
    private Iterator<@Nullable Object> chunk = List.<@Nullable Object>of().iterator();
    private boolean ended;

    /** A reader from the beginning of a file. */
    public ObjectReader(Location file, RecordCodec codec) {
        this.file = file;
        this.codec = codec;
        this.frames = new FrameReader(file);
    }

    /**
     * Whether another record follows.
     *
     * @throws CodecException if the file is damaged here
     */
    @Override
    public boolean hasNext() {
        while (!chunk.hasNext() && !ended) {
            readFrame();
        }
        return chunk.hasNext();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what the records are; null for who wrote null
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return (T) chunk.next();
    }

    private void readFrame() {
        long start = frames.offset();
        Frame frame = frames.next();
        if (frame == null) {
            ended = true;
            return;
        }
        List<@Nullable Object> values = decode(frame.bytes());
        if (values.size() != frame.records()) {
            throw frames.damaged(start, "it says " + frame.records() + " records but holds " + values.size());
        }
        chunk = values.iterator();
    }

    private List<@Nullable Object> decode(byte[] bytes) {
        try {
            return codec.decodeAll(ByteBuffer.wrap(bytes));
        } catch (CodecException e) {
            throw e.during("reading '" + file + "'");
        }
    }
}
