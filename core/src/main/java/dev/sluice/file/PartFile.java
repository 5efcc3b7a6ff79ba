package dev.sluice.file;

import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.error.StorageException.Kind;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Location;
import java.util.function.UnaryOperator;

/** A file of records while it is written. For one thread. */
public final class PartFile<T> implements AutoCloseable {
    private final String name;
    private final BufferedFile file;
    private final RecordForm.Encoder<T> encoder;
    private final boolean synced;
    private final UnaryOperator<SluiceException> told;
    private boolean closed;

    private PartFile(
            String name, AppendFile file, RecordForm<T> form, boolean synced, UnaryOperator<SluiceException> told) {
        this.name = name;
        this.file = new BufferedFile(file);
        this.encoder = form.begin(this.file);
        this.synced = synced;
        this.told = told;
    }

    /** Begins an attempt at a file; those before it keep their names. */
    static <T> PartFile<T> open(
            Location file, RecordForm<T> form, boolean synced, UnaryOperator<SluiceException> told) {
        for (int attempt = 1; ; attempt++) {
            Location tried = file.plus(Part.attempt("", attempt));
            try {
                return new PartFile<>(tried.name(), tried.storage().create(tried.path()), form, synced, told);
            } catch (StorageException e) {
                if (e.kind() != Kind.EXISTS) {
                    throw e;
                }
            }
        }
    }

    /** Writes a record. */
    public void write(T record) {
        try {
            encoder.write(record);
        } catch (SluiceException failure) {
            throw told.apply(failure);
        }
    }

    /**
     * Ends the file.
     *
     * @return what publishing needs to know of it
     */
    public String stage() {
        String receipt;
        try {
            encoder.end();
            receipt = file.end(name, synced).toString();
        } catch (SluiceException failure) {
            throw told.apply(failure);
        }
        close();
        return receipt;
    }

    /** Closes the file, staged or not. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                file.close();
            } catch (SluiceException failure) {
                throw told.apply(failure);
            }
        }
    }
}
