package dev.sluice.file;

import dev.sluice.error.SluiceException;
import dev.sluice.file.Manifest.Section;
import dev.sluice.storage.Location;
import dev.sluice.time.Micros;
import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files of many batches each. A batch is first held back as a piece; the pieces become a file, by one rename, when they
 * are many or old enough.
 *
 * <pre>
 *   tasks   write, sync   .counts.txt.rolling.1c291ca3-7/3000-part-00000, 3000-part-00001.2 …
 *   driver  put           .counts.txt.rolling.1c291ca3-7/3000-5120.piece     the batch is published: time, bytes
 *
 *   roll    write, sync   .counts-1000-3000.txt.1c291ca3-7.roll              all pieces, one after another
 *           put           .counts.txt.rolling.1c291ca3-7/1000-3000.7.roll    the file is decided
 *           rename        counts-1000-3000.txt                               the file is visible
 *           rename        .counts.txt.rolling.1c291ca3-7/1000-3000.rolled    the pieces are no longer needed
 *           delete        the pieces
 * </pre>
 *
 * <p>Each line needs the one before, and is durable before the next. From the moment a roll is decided its pieces belong
 * to that file, whatever the settings or the thresholds are at the next start: if the assembled file is there, it is made
 * visible; if it is not, it was, and may have been taken away by a reader since. A batch that is run again is known by
 * its key, in the manifest of its piece or of its file, and must have the same
 * records, however they are divided.
 *
 * <p>Everything that an older process does needs its hidden directory, which only {@code takeOver} creates in a run that
 * has epochs. The new run renames it: pieces, which are published, stay with it; what was decided it makes visible
 * itself; what was staged or assembled and not decided it deletes. A step that the older process was just in the middle
 * of has no effect then: a part that no manifest names, or a decision of another epoch, which is deleted unread.
 *
 * @param prefix of the files and the hidden directory
 * @param ending of their names, with its dot, or empty
 */
public record RollingFiles<T>(Location prefix, String ending, RecordForm<T> form, Rolling rolling, Author author)
        implements Serializable {
    /** Begins a part of a batch. */
    public PartFile<T> open(long time, int partition) {
        try {
            if (author.epoch() == 0 && !held().exists()) {
                create();
            }
            Location part = held().at(Micros.text(time) + "-" + Part.name(partition));
            return PartFile.open(part, form, author.synced(), this::told);
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    /**
     * Publishes a batch, and makes a file of all that is held back if it is time.
     *
     * @param time of the batch, in microseconds; later than those before, unless it is run again
     * @param key of the batch in words
     * @param receipts of the staged parts; none for a batch without records
     * @throws dev.sluice.error.OutputConflictException if something else is there already
     */
    public void publish(long time, String key, List<String> receipts) {
        List<Part> parts = receipts.stream().map(Part::parse).toList();
        if (parts.isEmpty()) {
            whereHeld(() -> publishNothing(time, Manifest.words(key)));
            return;
        }
        whenTold(() -> {
            HeldNames names = rolls().settle();
            new Pieces(held()).add(names, time, new Section(Manifest.words(key), parts));
            rollIfDue(names, time);
        });
    }

    /** Deletes what was staged for a batch and not published. */
    public void discard(long time) {
        whereHeld(() -> new Pieces(held()).discard(held().names(), time));
    }

    /**
     * The newest batch of the author's job, by its time, whichever epoch wrote it; empty if there is none.
     *
     * @throws dev.sluice.error.OutputConflictException if what is there belongs to another job
     */
    public Optional<Instant> newest() {
        try {
            return prefix.storage().exists(prefix.directory())
                    ? HeldOwner.all(held()).stream()
                            .flatMapToLong(owner -> owner.newest(held()))
                            .mapToObj(Micros::moment)
                            .max(Comparator.naturalOrder())
                    : Optional.empty();
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    /** Takes over what runs of lower epochs held back. */
    public void takeOver() {
        whenTold(() -> new RollingTakeOver(held(), form).run());
    }

    /** Makes a file of all that is held back. */
    public void finish() {
        whereHeld(() -> rolls().roll(rolls().settle()));
    }

    private void publishNothing(long time, String key) {
        HeldNames names = rolls().settle();
        new Pieces(held()).requireNothing(names, time, key);
        rollIfDue(names, time);
    }

    private void create() {
        held().storage().createDirectories(prefix.directory());
        HeldOwner.all(held());
        held().create();
    }

    private void rollIfDue(HeldNames names, long time) {
        if (!names.pieces().isEmpty()
                && rolling.isDue(names.heldBytes(), names.pieces().firstKey(), time)) {
            rolls().roll(names);
        }
    }

    /** In a run that has epochs the directory is there, unless another run has taken it over. */
    private void whereHeld(Runnable action) {
        whenTold(() -> {
            if (author.epoch() > 0 || held().exists()) {
                action.run();
            }
        });
    }

    private void whenTold(Runnable action) {
        try {
            action.run();
        } catch (SluiceException failure) {
            throw told(failure);
        }
    }

    private SluiceException told(SluiceException failure) {
        return failure.during("cannot write '" + prefix + "-*" + ending + "'");
    }

    private Rolls rolls() {
        return new Rolls(held(), form);
    }

    private HeldBack held() {
        return new HeldBack(prefix, ending, author);
    }
}
