package dev.sluice.snapshot;

import dev.sluice.error.CorruptionException;
import dev.sluice.log.FileSeal;
import dev.sluice.log.Frame;
import dev.sluice.log.FrameBytes;
import dev.sluice.log.FrameReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How a manifest becomes bytes: a frame with what the caller gave, frames with the data files and their seals, frames
 * with the cells and their chains, and a last one with the seal of all before it.
 */
final class ManifestForm {
    private static final int INFO = 1;
    private static final int FILES = 2;
    private static final int CELLS = 3;
    private static final int END = 4;
    private static final int PART_BYTES = 1 << 20;

    private ManifestForm() {}

    static byte[] write(Manifest manifest, UUID job) {
        FrameBytes out = new FrameBytes(manifest.file().id(job));
        out.add(INFO, manifest.info());
        ByteBuilder part = new ByteBuilder();
        for (Map.Entry<SnapshotFile, FileSeal> file : manifest.seals().entrySet()) {
            putFile(part, file.getKey());
            putSeal(part, file.getValue());
            flush(FILES, part, PART_BYTES, out);
        }
        flush(FILES, part, 1, out);
        for (Map.Entry<Cell, Chain> cell : manifest.chains().entrySet()) {
            putCell(part, cell.getKey(), cell.getValue());
            flush(CELLS, part, PART_BYTES, out);
        }
        flush(CELLS, part, 1, out);
        putSeal(part, out.seal());
        flush(END, part, 1, out);
        return out.toBytes();
    }

    private static void flush(int type, ByteBuilder part, int bytesMin, FrameBytes out) {
        if (part.size() >= bytesMin) {
            out.add(type, part.toByteArray());
            part.clear();
        }
    }

    private static void putFile(ByteBuilder out, SnapshotFile file) {
        out.putVar(file.epoch());
        out.putVar(file.version());
    }

    private static void putSeal(ByteBuilder out, FileSeal seal) {
        out.putVar(seal.frames());
        out.putVar(seal.bytes());
        out.putInt(seal.checksum());
    }

    private static void putCell(ByteBuilder out, Cell cell, Chain chain) {
        out.putText(cell.owner());
        out.putVar(cell.partition());
        out.putVar(cell.partitions());
        out.putVar(chain.extents().size());
        for (Extent extent : chain.extents()) {
            putFile(out, extent.file());
            out.putVar(extent.offset());
            out.putVar(extent.sequence());
            out.putVar(extent.frames());
            out.putVar(extent.bytes());
            out.putVar(extent.rows());
            out.putInt(extent.checksum());
            out.putByte(extent.isRolling() ? 1 : 0);
            if (extent.isRolling()) {
                out.putLong(extent.until());
            }
        }
    }

    /**
     * Reads a manifest, every byte of it.
     *
     * @throws CorruptionException if it is not as it was written
     */
    static Manifest read(SnapshotDirectory directory, SnapshotFile file) {
        String path = directory.path(file);
        FrameReader in = new FrameReader(directory.storage(), path, file.id(directory.job()));
        Reading reading = new Reading(file);
        FileSeal before;
        Frame frame;
        do {
            before = in.seal();
            frame = in.require();
            reading.take(path, frame);
        } while (frame.type() != END);
        reading.requireEnd(path, before);
        in.requireEnd(in.seal());
        return new Manifest(file, reading.info, reading.chains, reading.seals);
    }

    /** What was read so far of one manifest. */
    private static final class Reading {
        private final SnapshotFile file;
        private final Map<Cell, Chain> chains = new TreeMap<>();
        private final Map<SnapshotFile, FileSeal> seals = new TreeMap<>();
        private byte[] info = new byte[0];
        private FileSeal end = new FileSeal(0, 0, 0);

        Reading(SnapshotFile file) {
            this.file = file;
        }

        void take(String path, Frame frame) {
            ByteCursor in = new ByteCursor(frame.payload(), 0, frame.payload().length);
            try {
                take(frame.type(), in, frame.payload());
            } catch (CorruptionException | IllegalArgumentException e) {
                throw new CorruptionException(
                        "'" + path + "' is damaged at byte " + frame.offset() + ": " + e.getMessage(), e);
            }
        }

        private void take(int type, ByteCursor in, byte[] payload) {
            switch (type) {
                case INFO -> info = payload;
                case FILES -> takeAll(in, this::takeFile);
                case CELLS -> takeAll(in, this::takeCell);
                case END -> {
                    end = seal(in);
                    in.requireEnd();
                }
                default -> throw new CorruptionException("a frame of the unknown type " + type);
            }
        }

        void requireEnd(String path, FileSeal read) {
            if (!end.equals(read)) {
                throw new CorruptionException("'" + path
                        + "' was not written as it is: its parts are sound, but do not belong together; nothing was changed;"
                        + " restore the whole directory from one copy");
            }
        }

        private static void takeAll(ByteCursor in, Consumer<ByteCursor> one) {
            while (in.remaining() > 0) {
                one.accept(in);
            }
        }

        private void takeFile(ByteCursor in) {
            seals.put(dataFile(in), seal(in));
        }

        private void takeCell(ByteCursor in) {
            Cell cell = new Cell(in.takeText(), in.takeCount(Integer.MAX_VALUE), in.takeCount(Integer.MAX_VALUE));
            int extents = in.takeCount(in.remaining());
            Extent[] chain = new Extent[extents];
            for (int i = 0; i < extents; i++) {
                chain[i] = extent(in);
            }
            chains.put(cell, new Chain(List.of(chain)));
        }

        private Extent extent(ByteCursor in) {
            SnapshotFile data = dataFile(in);
            long offset = in.takeVar();
            int sequence = in.takeCount(Integer.MAX_VALUE);
            int frames = in.takeCount(Integer.MAX_VALUE);
            long bytes = in.takeVar();
            long rows = in.takeVar();
            int checksum = in.takeInt();
            long until = in.takeByte() == 0 ? CellCapture.ALWAYS : in.takeLong();
            Extent extent = new Extent(data, offset, sequence, frames, bytes, rows, checksum, until);
            requireWithin(extent);
            return extent;
        }

        private void requireWithin(Extent extent) {
            FileSeal seal = seals.get(extent.file());
            boolean within = extent.isEmpty() || seal != null && extent.offset() >= 0 && extent.end() <= seal.bytes();
            if (!within) {
                throw new CorruptionException("rows of '" + extent.file().name() + "' which the snapshot at version "
                        + file.version() + " does not list");
            }
        }

        private static SnapshotFile dataFile(ByteCursor in) {
            return SnapshotFile.data(in.takeCount(Integer.MAX_VALUE), in.takeVar());
        }

        private static FileSeal seal(ByteCursor in) {
            return new FileSeal(in.takeCount(Integer.MAX_VALUE), in.takeVar(), in.takeInt());
        }
    }
}
