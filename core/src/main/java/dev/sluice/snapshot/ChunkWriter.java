package dev.sluice.snapshot;

import dev.sluice.error.CodecException;
import dev.sluice.log.Frame;
import dev.sluice.table.StateChunk;
import java.util.List;

/** Writes captures into a data file, a frame for each chunk; a chunk that is too long for one is halved. */
final class ChunkWriter {
    private final ChunkForm form;
    private final DataWriter out;
    private final ByteBuilder bytes = new ByteBuilder();

    ChunkWriter(ChunkForm form, DataWriter out) {
        this.form = form;
        this.out = out;
    }

    Extent write(CellCapture capture) {
        try {
            capture.rows().forEachChunk(this::write);
        } catch (CodecException e) {
            throw e.during("the state of " + capture.cell() + " cannot be stored");
        }
        return out.end(capture.until());
    }

    private void write(StateChunk chunk) {
        if (chunk.rows() > StateChunk.ROWS_MAX) {
            halve(chunk);
            return;
        }
        bytes.clear();
        form.write(chunk, bytes);
        if (bytes.size() > Frame.PAYLOAD_BYTES_MAX) {
            halve(chunk);
        } else {
            out.add(bytes.toByteArray());
            out.addRows(chunk.rows());
        }
    }

    private void halve(StateChunk chunk) {
        if (chunk.rows() < 2) {
            throw new CodecException("a row takes " + bytes.size() + " bytes, but at most " + Frame.PAYLOAD_BYTES_MAX
                    + " are stored as one; keep less under one key");
        }
        int half = chunk.rows() / 2;
        write(part(chunk, 0, half));
        write(part(chunk, half, chunk.rows()));
    }

    private static StateChunk part(StateChunk chunk, int from, int to) {
        List<? extends List<?>> columns =
                chunk.columns().stream().map(column -> column.subList(from, to)).toList();
        return new StateChunk(chunk.kind(), chunk.keyed(), columns);
    }
}
