package dev.sluice.file;

import dev.sluice.storage.Location;
import dev.sluice.storage.TypeRegistry;
import java.util.List;

/** Records as the registry's codec writes them, in frames of some hundred kilobytes. */
final class ObjectForm<T> extends RecordForm<T> {
    private static final long serialVersionUID = 1L;

    private final TypeRegistry types;

    ObjectForm(TypeRegistry types) {
        this.types = types;
    }

    @Override
    Encoder<T> begin(BufferedFile file) {
        return new ObjectEncoder<>(file, types.codec());
    }

    /** The frames stay as they are, but for their numbers. */
    @Override
    void join(List<Location> parts, BufferedFile file) {
        FrameWriter joined = new FrameWriter(file);
        for (Location part : parts) {
            FrameReader reader = new FrameReader(part);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                joined.write(frame.records(), frame.bytes());
            }
        }
        joined.end();
    }
}
