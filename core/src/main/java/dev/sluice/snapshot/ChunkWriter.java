package dev.sluice.snapshot;

import dev.sluice.error.CodecException;
import dev.sluice.log.Frame;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.Arrays;
import java.util.List;

/**
 * Writes captures, a frame for each chunk. A chunk is cut where its rows are about to take more than 4
 * MiB, before they are encoded, and halved where that was not seen. A row that is too long for a frame goes through
 * several, see {@link ChunkParts}.
 */
final class ChunkWriter {
    /** About so much is encoded at once, unless a single row takes more. */
    static final int CHUNK_BYTES = 4 << 20;

    /** Where frames go. */
    interface Frames {
        /** Adds a frame. */
        void add(byte[] payload);

        /** States that the frames added hold so many rows more. */
        void addRows(long rows);
    }

    private final ChunkForm form;
    private final Frames out;
    private final int rowBytesMax;
    private final ByteBuilder bytes = new ByteBuilder();

    ChunkWriter(ChunkForm form, Frames out) {
        this(form, out, ChunkParts.ROW_BYTES_MAX);
    }

    ChunkWriter(ChunkForm form, Frames out, int rowBytesMax) {
        this.form = form;
        this.out = out;
        this.rowBytesMax = rowBytesMax;
    }

    /** Writes all rows of a cell's capture. */
    void write(Cell cell, StateCapture rows) {
        if (rows instanceof StoredCapture stored) {
            stored.copyTo(out);
            return;
        }
        try {
            rows.forEachChunk(this::cut);
        } catch (CodecException e) {
            throw e.during("the state of " + cell + " cannot be stored");
        }
    }

    private void cut(StateChunk chunk) {
        for (int from = 0; from < chunk.rows(); ) {
            int to = end(chunk, from);
            write(to - from == chunk.rows() ? chunk : part(chunk, from, to));
            from = to;
        }
    }

    /** Behind the last row that is encoded together with this one. */
    private static int end(StateChunk chunk, int from) {
        Weight weight = new Weight(CHUNK_BYTES);
        int limit = Math.min(chunk.rows(), from + StateChunk.ROWS_MAX);
        for (int row = from; row < limit; row++) {
            for (List<?> column : chunk.columns()) {
                weight.add(column.get(row));
            }
            if (weight.isPassed()) {
                return Math.max(row, from + 1);
            }
        }
        return limit;
    }

    private void write(StateChunk chunk) {
        bytes.clear();
        form.write(chunk, bytes);
        if (bytes.size() < Frame.PAYLOAD_BYTES_MAX) {
            out.add(bytes.toByteArray());
        } else if (chunk.rows() > 1) {
            int half = chunk.rows() / 2;
            write(part(chunk, 0, half));
            write(part(chunk, half, chunk.rows()));
            return;
        } else {
            writeInParts(chunk);
        }
        out.addRows(chunk.rows());
    }

    private void writeInParts(StateChunk row) {
        if (bytes.size() > rowBytesMax) {
            throw new CodecException("a row takes " + bytes.size() + " bytes, " + keyBytes(row) + "but at most "
                    + rowBytesMax + " are stored as one; keep less under one key");
        }
        byte[] whole = bytes.toByteArray();
        int from = 0;
        for (; whole.length - from >= Frame.PAYLOAD_BYTES_MAX; from += Frame.PAYLOAD_BYTES_MAX) {
            out.add(Arrays.copyOfRange(whole, from, from + Frame.PAYLOAD_BYTES_MAX));
        }
        out.add(Arrays.copyOfRange(whole, from, whole.length));
    }

    private String keyBytes(StateChunk row) {
        if (!row.keyed()) {
            return "";
        }
        bytes.clear();
        form.write(new StateChunk(row.kind(), true, row.columns().subList(0, 1)), bytes);
        return bytes.size() + " of them its key, ";
    }

    private static StateChunk part(StateChunk chunk, int from, int to) {
        List<? extends List<?>> columns =
                chunk.columns().stream().map(column -> column.subList(from, to)).toList();
        return new StateChunk(chunk.kind(), chunk.keyed(), columns);
    }
}
