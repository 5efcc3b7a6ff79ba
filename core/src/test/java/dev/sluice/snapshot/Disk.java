package dev.sluice.snapshot;

import dev.sluice.storage.Entry;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.RecordCodec;
import dev.sluice.storage.Storage;
import dev.sluice.storage.TypeRegistry;
import dev.sluice.table.StateChunk;
import dev.sluice.time.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A directory in memory with the snapshots of one job, and who writes and reads there. */
final class Disk {
    static final UUID JOB = new UUID(1, 2);
    static final RecordCodec CODEC = TypeRegistry.defaults().codec();
    static final long NO_HORIZON = Long.MIN_VALUE;

    private final Storage storage;

    Disk() {
        this(new InMemoryStorage(new ManualClock(Instant.EPOCH)));
    }

    Disk(Storage storage) {
        this.storage = storage;
    }

    Storage storage() {
        return storage;
    }

    SnapshotWriter writer(int epoch) {
        return writer(epoch, newest());
    }

    SnapshotWriter writer(int epoch, Manifest base) {
        return new SnapshotWriter(storage, "", JOB, epoch, CODEC, () -> {}, base);
    }

    SnapshotReader reader() {
        return new SnapshotReader(storage, "", JOB, CODEC);
    }

    /** The newest sound snapshot; null if there is none. */
    Manifest newest() {
        return reader().manifests().stream()
                .map(StoredManifest::manifest)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    List<StateChunk> load(Manifest manifest, Cell cell) {
        List<StateChunk> chunks = new ArrayList<>();
        reader().load(manifest, cell, chunks::add);
        return chunks;
    }

    /** The values of the only column, of all chunks in order. */
    List<Object> values(Manifest manifest, Cell cell) {
        List<Object> values = new ArrayList<>();
        load(manifest, cell).forEach(chunk -> values.addAll(chunk.columns().get(0)));
        return values;
    }

    Table table(Manifest manifest, Cell cell) {
        Table table = new Table();
        reader().load(manifest, cell, table::restore);
        return table;
    }

    List<String> names() {
        return storage.list("").stream().map(Entry::name).toList();
    }

    long bytes() {
        return storage.list("").stream().mapToLong(Entry::size).sum();
    }

    byte[] content(String name) {
        return storage.read(name, 0, 1 << 24);
    }

    void replace(String name, byte[] content) {
        storage.delete(name);
        storage.putIfAbsent(name, content);
    }
}
