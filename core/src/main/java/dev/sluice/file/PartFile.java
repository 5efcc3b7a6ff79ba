package dev.sluice.file;

import dev.sluice.error.SluiceException;

/** One part of a {@link StagedDirectory} while it is written. For one thread. */
public final class PartFile<T> implements AutoCloseable {
    private final StagedDirectory directory;
    private final String name;
    private final BufferedFile file;
    private final RecordForm.Encoder<T> encoder;
    private boolean closed;

    PartFile(StagedDirectory directory, String name, BufferedFile file, RecordForm<T> form) {
        this.directory = directory;
        this.name = name;
        this.file = file;
        this.encoder = form.begin(file);
    }

    /** Writes a record. */
    public void write(T record) {
        try {
            encoder.write(record);
        } catch (SluiceException failure) {
            throw directory.told(failure);
        }
    }

    /**
     * Ends the file and makes its bytes durable.
     *
     * @return its name, to be published
     */
    public String stage() {
        try {
            encoder.end();
            file.sync();
        } catch (SluiceException failure) {
            throw directory.told(failure);
        }
        close();
        return name;
    }

    /** Closes the file, staged or not. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                file.close();
            } catch (SluiceException failure) {
                throw directory.told(failure);
            }
        }
    }
}
