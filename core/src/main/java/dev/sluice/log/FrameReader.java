package dev.sluice.log;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.Storage;

/**
 * Reads the frames of a file, one after the other from the first, or one at some offset. Reads ahead in parts of 256
 * KiB, and allocates no more than the file holds, whatever the lengths in it say.
 *
 * <p>Throws {@link dev.sluice.error.StorageException} when the file cannot be read. Not safe for several threads at once.
 */
public final class FrameReader {
    private static final String ADVICE = "nothing was changed; restore this file from a copy";

    private final String path;
    private final FrameCheck frames;
    private final RunningSeal seal = new RunningSeal();
    private final long start;
    private final int framesBefore;

    /**
     * A reader at the start of a file.
     *
     * @param path of the file
     * @param file what its frames must be of
     */
    public FrameReader(Storage storage, String path, FileId file) {
        this(path, new FrameCheck(FileWindow.sequential(storage, path), file), 0, 0);
    }

    private FrameReader(String path, FrameCheck frames, long start, int framesBefore) {
        this.path = path;
        this.frames = frames;
        this.start = start;
        this.framesBefore = framesBefore;
    }

    /**
     * A reader in the middle of a file, whose seal is that of the frames it reads.
     *
     * @param offset where the first frame to read begins, in bytes from the start of the file
     * @param bytes how far to read ahead at most
     * @param sequence the number of the first frame
     */
    public static FrameReader from(Storage storage, String path, FileId file, long offset, long bytes, int sequence) {
        FrameCheck frames = new FrameCheck(FileWindow.part(storage, path, bytes), file);
        return new FrameReader(path, frames, offset, sequence - 1);
    }

    /** What comes next; goes on behind it only if it is a frame. */
    public FrameRead next() {
        FrameRead read = frames.at(offset(), framesBefore + seal.frames() + 1);
        if (read instanceof Frame frame) {
            seal.add(frame.checksum(), frame.payload().length);
        }
        return read;
    }

    /**
     * The next frame, where there has to be one.
     *
     * @throws CorruptionException if there is none
     */
    public Frame require() {
        return required(next(), path);
    }

    /**
     * Checks that the file ends here and is as a whole what it was when it was written.
     *
     * @throws CorruptionException if it goes on, or is another file than the one that was sealed
     */
    public void requireEnd(FileSeal expected) {
        if (!seal().equals(expected)) {
            throw new CorruptionException("'" + path + "' is not the file it should be: it has " + text(seal())
                    + ", but was written with " + text(expected) + "; " + ADVICE);
        }
        FrameRead read = next();
        if (!(read instanceof NoFrame none && none.fault() == NoFrame.Fault.END)) {
            throw new CorruptionException(
                    "'" + path + "' goes on behind its end at byte " + read.offset() + "; " + ADVICE);
        }
    }

    /** Where the next frame begins, in bytes from the start of the file. */
    public long offset() {
        return start + seal.bytes();
    }

    /** What the frames read so far are known by. */
    public FileSeal seal() {
        return seal.seal();
    }

    /**
     * Reads what stands at an offset of a file, whatever its number.
     *
     * @param path of the file
     * @param file what the frame must be of
     */
    public static FrameRead read(Storage storage, String path, FileId file, long offset) {
        return new FrameCheck(FileWindow.single(storage, path), file).at(offset, FrameCheck.ANY_SEQUENCE);
    }

    /**
     * The frame at an offset of a file, where there has to be one.
     *
     * @throws CorruptionException if there is none
     */
    public static Frame require(Storage storage, String path, FileId file, long offset) {
        return required(read(storage, path, file, offset), path);
    }

    private static Frame required(FrameRead read, String path) {
        if (read instanceof NoFrame none) {
            throw none.in(path, ADVICE);
        }
        return (Frame) read;
    }

    private static String text(FileSeal seal) {
        return seal.frames() + " frames, " + seal.bytes() + " bytes and the checksum "
                + Integer.toHexString(seal.checksum());
    }
}
