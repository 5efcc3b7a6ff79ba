package dev.sluice.snapshot;

import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import java.util.List;
import java.util.function.Consumer;

/** What files hold, one after another. */
record StoredCapture(CaptureFiles store, List<CaptureFile> files) implements StateCapture {
    StoredCapture {
        files = List.copyOf(files);
    }

    @Override
    public long rows() {
        return files.stream().mapToLong(CaptureFile::rows).sum();
    }

    @Override
    public void forEachChunk(Consumer<StateChunk> out) {
        files.forEach(file -> store.load(file, out));
    }

    /** Copies the frames as they are, which are those that a {@link ChunkWriter} would make of the chunks. */
    void copyTo(ChunkWriter.Frames out) {
        for (CaptureFile file : files) {
            store.forEachFrame(file, frame -> out.add(frame.payload()));
            out.addRows(file.rows());
        }
    }
}
