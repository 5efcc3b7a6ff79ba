package dev.sluice.snapshot;

import dev.sluice.error.CodecException;
import dev.sluice.error.CorruptionException;
import dev.sluice.error.RecoveryException;
import dev.sluice.log.Frame;
import dev.sluice.table.StateChunk;
import java.util.function.Consumer;

/** Makes of frames the chunks that {@link ChunkWriter} wrote as them. */
final class ChunkReader {
    private final ChunkForm form;
    private final Cell cell;
    private final String path;
    private final Consumer<StateChunk> out;
    private final ChunkParts parts = new ChunkParts();
    private long rows;

    /**
     * A reader of what was written of a cell.
     *
     * @param path of the file, for failures
     */
    ChunkReader(ChunkForm form, Cell cell, String path, Consumer<StateChunk> out) {
        this.form = form;
        this.cell = cell;
        this.path = path;
        this.out = out;
    }

    /** Takes the next frame. */
    void take(Frame frame) {
        byte[] whole = parts.add(frame.payload());
        if (whole != null) {
            StateChunk chunk = decode(whole, frame);
            rows += chunk.rows();
            out.accept(chunk);
        }
    }

    /** All frames from an offset on came; refuses them unless they are whole chunks with so many rows. */
    void end(long offset, long expected) {
        if (!parts.isComplete()) {
            throw new CorruptionException(
                    place(offset) + " ends in the middle of a row of " + cell + "; nothing was changed");
        }
        if (rows != expected) {
            throw new CorruptionException(place(offset) + " has " + rows + " rows, but " + expected
                    + " were written of " + cell + "; nothing was changed");
        }
    }

    /** What ends with this frame. */
    private StateChunk decode(byte[] whole, Frame frame) {
        try {
            return form.read(new ByteCursor(whole, 0, whole.length));
        } catch (CorruptionException e) {
            throw e.during(place(frame.offset()) + " is not what was written of " + cell);
        } catch (CodecException e) {
            throw new RecoveryException(
                    "what is stored of " + cell + " cannot be read by this program: " + e.getMessage()
                            + "; nothing was changed; declare its classes, or drop what it holds on purpose",
                    e);
        }
    }

    private String place(long offset) {
        return "'" + path + "' at byte " + offset;
    }
}
