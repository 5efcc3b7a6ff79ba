package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.RecordCodec;
import dev.sluice.table.StateChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a chunk becomes bytes: kind, whether it is keyed, rows, columns; then of each column its form, whether it has
 * nulls, where they are, and the other values. Safe for any thread.
 */
final class ChunkForm {
    private static final int COLUMNS_MAX = 1 << 10;
    private static final int WITH_NULLS = 0x40;

    private final RecordCodec codec;

    ChunkForm(RecordCodec codec) {
        this.codec = codec;
    }

    void write(StateChunk chunk, ByteBuilder out) {
        out.putVar(chunk.kind());
        out.putByte(chunk.keyed() ? 1 : 0);
        out.putVar(chunk.rows());
        out.putVar(chunk.columns().size());
        for (List<?> column : chunk.columns()) {
            if (column.size() != chunk.rows()) {
                throw new IllegalArgumentException("the columns of a chunk have the same length, but were given "
                        + chunk.rows() + " and " + column.size() + " rows");
            }
            writeColumn(column, out);
        }
    }

    private void writeColumn(List<?> column, ByteBuilder out) {
        @Nullable Object[] all = column.toArray();
        Object[] present = Arrays.stream(all).filter(Objects::nonNull).toArray();
        ColumnForm form = ColumnForm.of(present);
        if (form == ColumnForm.RECORDS) {
            byte[] bytes = codec.encodeAll(column);
            out.putByte(form.code());
            out.putVar(bytes.length);
            out.putBytes(bytes);
            return;
        }
        boolean nulls = present.length < all.length;
        out.putByte(form.code() | (nulls ? WITH_NULLS : 0));
        if (nulls) {
            NullBits.write(all, out);
        }
        form.write(present, out);
    }

    /** Copies what it keeps: the bytes may change afterwards. */
    StateChunk read(ByteCursor in) {
        int kind = (int) in.takeVar();
        boolean keyed = in.takeByte() != 0;
        int rows = in.takeCount(StateChunk.ROWS_MAX);
        int columns = in.takeCount(COLUMNS_MAX);
        List<List<?>> read = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            read.add(readColumn(in, rows));
        }
        in.requireEnd();
        return new StateChunk(kind, keyed, read);
    }

    private List<? extends @Nullable Object> readColumn(ByteCursor in, int rows) {
        int code = in.takeByte();
        ColumnForm form = ColumnForm.of(code & ~WITH_NULLS);
        if (form == ColumnForm.RECORDS) {
            return readRecords(in, rows);
        }
        if (code == form.code()) {
            return asList(form.read(in, rows));
        }
        boolean[] isNull = NullBits.read(in, rows);
        return asList(NullBits.spread(form.read(in, NullBits.present(isNull)), isNull));
    }

    private List<@Nullable Object> readRecords(ByteCursor in, int rows) {
        List<@Nullable Object> values = codec.decodeAll(in.takeBuffer());
        if (values.size() != rows) {
            throw new CorruptionException("a column of " + values.size() + " values in a chunk of " + rows + " rows");
        }
        return values;
    }

    private static List<@Nullable Object> asList(@Nullable Object[] values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
