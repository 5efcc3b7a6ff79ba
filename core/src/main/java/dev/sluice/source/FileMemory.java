package dev.sluice.source;

import dev.sluice.data.KeyValue;
import dev.sluice.data.StableHash;
import dev.sluice.table.KeyedRows;
import dev.sluice.table.RowForm;
import dev.sluice.table.StateCapture;
import dev.sluice.table.StateChunk;
import dev.sluice.table.VersionedState;
import dev.sluice.table.VersionedTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest that is known of each path, in the order in which they came: rows of path, size, modified. Thread-safe. */
final class FileMemory implements VersionedState {
    private final VersionedTable<String, SeenFile> files = new VersionedTable<>();
    private final KeyedRows<String, SeenFile> rows = new KeyedRows<>(files, new Form());

    synchronized @Nullable SeenFile find(String path) {
        return files.get(path, StableHash.of(path));
    }

    /** Takes files in, at once. */
    synchronized void add(List<SeenFile> seen) {
        begin();
        seen.forEach(file -> files.put(file.path(), StableHash.of(file.path()), file));
        commit();
    }

    /** Forgets so many files, the oldest first, but none of these. */
    synchronized void forget(long count, Set<String> spared) {
        List<String> oldest = new ArrayList<>();
        Iterator<KeyValue<String, SeenFile>> all = files.iterator();
        while (oldest.size() < count && all.hasNext()) {
            String path = all.next().key();
            if (!spared.contains(path)) {
                oldest.add(path);
            }
        }
        begin();
        oldest.forEach(path -> files.remove(path, StableHash.of(path)));
        commit();
    }

    @Override
    public synchronized void begin() {
        files.begin();
    }

    @Override
    public synchronized void commit() {
        files.commit();
    }

    @Override
    public synchronized void rollback() {
        files.rollback();
    }

    @Override
    public synchronized long size() {
        return files.size();
    }

    @Override
    public synchronized StateCapture capture(boolean full) {
        return rows.capture(full);
    }

    @Override
    public synchronized void restore(StateChunk chunk) {
        rows.restore(chunk);
    }

    @Override
    public synchronized void restored() {
        rows.restored();
    }

    private record Form() implements RowForm<SeenFile> {
        @Override
        public List<List<?>> columns(List<SeenFile> files) {
            return List.of(
                    files.stream().map(SeenFile::size).toList(),
                    files.stream().map(SeenFile::modified).toList());
        }

        @Override
        public SeenFile value(List<? extends List<?>> columns, int row) {
            return new SeenFile(
                    (String) columns.get(0).get(row), (long) columns.get(1).get(row), (Instant)
                            columns.get(2).get(row));
        }
    }
}
