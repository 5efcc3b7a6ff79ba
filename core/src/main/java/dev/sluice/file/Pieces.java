package dev.sluice.file;

import dev.sluice.error.OutputConflictException;
import dev.sluice.file.HeldNames.Piece;
import dev.sluice.file.HeldNames.Range;
import dev.sluice.file.HeldNames.Staged;
import dev.sluice.file.Manifest.Section;
import dev.sluice.time.Micros;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Batches that are published and held back: a batch becomes a piece by its manifest. */
record Pieces(HeldBack held) {
    private static final String ADVICE =
            ". What is written is never changed. A batch that is run again must give the same"
                    + " records, so its functions may not depend on a clock, on chance or on the order of a hash; if another run wrote it, write under another name";

    /** Makes the staged parts of a batch a piece, unless it is one or became part of a file already. */
    void add(HeldNames names, long time, Section batch) {
        Piece known = names.pieces().get(time);
        if (time <= names.rolledUntil()) {
            requireSame(rolled(names, time, batch.key()), batch);
        } else if (known != null) {
            requireSame(Optional.of(section(known)), batch);
            held.sync(held.directory().path());
            discard(names, time);
        } else {
            put(names, time, batch);
            discardAllBut(batch.parts(), names, time);
        }
    }

    /** Requires of a batch without records that it had none before. */
    void requireNothing(HeldNames names, long time, String key) {
        Piece known = names.pieces().get(time);
        Optional<Section> before = time <= names.rolledUntil()
                ? rolled(names, time, key)
                : Optional.ofNullable(known)
                        .map(this::section)
                        .filter(piece -> piece.key().equals(key));
        before.ifPresent(written -> requireSame(before, new Section(key, List.of())));
    }

    /** Deletes what attempts at a batch left, but for those that count. */
    void discard(HeldNames names, long time) {
        Piece known = names.pieces().get(time);
        discardAllBut(known == null ? List.of() : section(known).parts(), names, time);
    }

    Section section(Piece piece) {
        return held.manifest(piece.name()).sections().get(0);
    }

    private void put(HeldNames names, long time, Section batch) {
        if (!names.pieces().tailMap(time).isEmpty()) {
            throw new OutputConflictException("a batch of " + Micros.inWords(time) + " comes after one of "
                    + Micros.inWords(names.pieces().lastKey())
                    + ", which another run wrote when the clock was ahead; wait until then,"
                    + " or write under another name");
        }
        Piece piece =
                new Piece(time, batch.parts().stream().mapToLong(Part::bytes).sum());
        held.put(piece.name(), new Manifest(List.of(batch)));
        names.pieces().put(time, piece);
    }

    private void discardAllBut(List<Part> kept, HeldNames names, long time) {
        Set<String> those = kept.stream().map(Part::name).collect(Collectors.toSet());
        names.staged().stream()
                .filter(staged -> staged.time() == time)
                .map(Staged::name)
                .filter(name -> !those.contains(name))
                .forEach(held::delete);
    }

    /** What the files hold under a key. */
    private Optional<Section> rolled(HeldNames names, long time, String key) {
        return Stream.concat(rolledNames(names, time, ""), rolledNames(archived(), time, HeldBack.ROLLED + "/"))
                .flatMap(name -> held.manifest(name).sections().stream())
                .filter(section -> section.key().equals(key))
                .findFirst();
    }

    private static Stream<String> rolledNames(HeldNames names, long time, String directory) {
        return names.rolled().stream()
                .filter(range -> range.holds(time))
                .map(Range::name)
                .map(name -> directory + name);
    }

    private HeldNames archived() {
        return HeldNames.of(held.storage().list(held.at(HeldBack.ROLLED).path()));
    }

    private static void requireSame(Optional<Section> before, Section now) {
        if (before.isEmpty()) {
            throw conflict("files up to a later batch are there, and none of them holds " + now.key());
        }
        if (!before.get().key().equals(now.key())) {
            throw conflict("it holds " + before.get().key() + ", and " + now.key() + " would be written there");
        }
        Tally was = Tally.of(before.get().parts());
        Tally is = Tally.of(now.parts());
        if (!was.equals(is)) {
            throw conflict("under " + now.key() + " " + was.differenceFrom(is));
        }
    }

    private static OutputConflictException conflict(String difference) {
        return new OutputConflictException("it is there already with other content: " + difference + ADVICE);
    }
}
