package dev.sluice.file;

import dev.sluice.storage.TypeRegistry;

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
}
