package dev.sluice.file;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.error.SluiceException;
import dev.sluice.file.HeldNames.Decision;
import dev.sluice.file.HeldNames.Piece;
import dev.sluice.file.HeldNames.Range;
import dev.sluice.file.HeldNames.Staged;
import dev.sluice.file.Manifest.Section;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes files of pieces. */
record Rolls(HeldBack held, RecordForm<?> form) {
    /** Brings to an end what was begun, and deletes what became part of a file. */
    HeldNames settle() {
        HeldNames names = held.names();
        if (isSettled(names)) {
            return names;
        }
        names.decisions().forEach(this::settle);
        clear(held.names());
        return held.names();
    }

    /** Makes one file of all pieces, if there are any. */
    void roll(HeldNames names) {
        if (names.pieces().isEmpty()) {
            return;
        }
        Range range = new Range(names.pieces().firstKey(), names.pieces().lastKey());
        requireFree(range);
        discardAssembled();
        List<Section> batches =
                names.pieces().values().stream().map(new Pieces(held)::section).toList();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("all", List.of(assemble(range, batches))));
        sections.addAll(batches);
        Decision decision = new Decision(range, held.author().epoch());
        held.put(decision.name(), new Manifest(sections));
        complete(decision);
        clear(held.names());
    }

    /** Goes on with what an earlier run decided; it may have died before that was durable. */
    void resume(Decision decision) {
        held.sync(held.directory().path());
        complete(decision);
    }

    /** Makes visible what was decided, if it is not yet: what was assembled waits for nothing else. */
    private void complete(Decision decision) {
        Location assembled = held.assembled(decision.range(), decision.epoch());
        if (exists(assembled)) {
            show(assembled, decision.range());
        }
        held.sync(held.prefix().directory());
        held.rename(decision.name(), decision.range().name());
        held.sync(held.directory().path());
    }

    /** Deletes files that were begun, when no roll is decided. */
    void discardAssembled() {
        Pattern pattern = Pattern.compile(Pattern.quote("." + held.prefix().name()) + "--?\\d+--?\\d+"
                + Pattern.quote(held.ending() + "." + held.author().jobName()) + "-(\\d{1,18})\\.roll");
        for (Entry entry : held.storage().list(held.prefix().directory())) {
            Matcher matcher = pattern.matcher(entry.name());
            if (matcher.matches()
                    && Long.parseLong(matcher.group(1)) <= held.author().epoch()) {
                held.storage().delete(held.prefix().sibling(entry.name()).path());
            }
        }
    }

    private static boolean isSettled(HeldNames names) {
        long until = names.rolledUntil();
        return names.decisions().isEmpty()
                && names.rolled().size() <= 1
                && names.pieces().headMap(until, true).isEmpty()
                && names.staged().stream().noneMatch(staged -> staged.time() <= until);
    }

    private void settle(Decision decision) {
        if (decision.epoch() == held.author().epoch()) {
            resume(decision);
        } else {
            held.delete(decision.name());
        }
    }

    private Part assemble(Range range, List<Section> batches) {
        Location target = held.assembled(range, held.author().epoch());
        List<Part> parts =
                batches.stream().flatMap(batch -> batch.parts().stream()).toList();
        parts.forEach(this::requireUndamaged);
        Part whole;
        try (BufferedFile file = new BufferedFile(held.storage().create(target.path()))) {
            form.join(parts.stream().map(part -> held.at(part.name())).toList(), file);
            file.count(Tally.of(parts));
            whole = file.end(range.toString(), held.author().synced());
        }
        held.sync(held.prefix().directory());
        return whole;
    }

    private void requireUndamaged(Part part) {
        new Content(held.at(part.name())).differenceFrom(part).ifPresent(finding -> {
            throw new CorruptionException(finding + "; the other pieces beside it are untouched");
        });
    }

    /** Another process that was taken for dead may be quicker; there is nothing to show then. */
    private void show(Location assembled, Range range) {
        try {
            requireFree(range);
            held.storage().rename(assembled.path(), held.visible(range).path());
        } catch (SluiceException e) {
            if (exists(assembled)) {
                throw e;
            }
        }
    }

    private void requireFree(Range range) {
        Location visible = held.visible(range);
        if (exists(visible)) {
            throw new OutputConflictException("'" + visible + "' is there already, and another run wrote it. What is"
                    + " visible is never changed: move it away, and this run goes on with what it holds back");
        }
    }

    /** What became part of a file is no longer needed; the manifest of the newest file stays, to tell. */
    private void clear(HeldNames names) {
        long until = names.rolledUntil();
        names.staged().stream()
                .filter(staged -> staged.time() <= until)
                .map(Staged::name)
                .forEach(held::delete);
        names.pieces().headMap(until, true).values().stream().map(Piece::name).forEach(held::delete);
        names.rolled().stream()
                .sorted(Comparator.comparingLong(Range::last))
                .limit(Math.max(0, names.rolled().size() - 1))
                .forEach(this::archive);
    }

    /** Copies the manifest before it goes: a rename between directories need not survive a power cut whole. */
    private void archive(Range range) {
        String copy = HeldBack.ROLLED + "/" + range.name();
        held.delete(copy);
        NewFile.write(
                held.storage(),
                held.at(copy).path(),
                held.manifest(range.name()).bytes(),
                held.author().synced());
        held.sync(held.at(HeldBack.ROLLED).path());
        held.delete(range.name());
    }

    private boolean exists(Location location) {
        return held.storage().exists(location.path());
    }
}
