package dev.sluice.file;

import dev.sluice.storage.Entry;
import dev.sluice.time.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lies in the hidden directory of rolling files, as the names say. Times are batch times in microseconds.
 *
 * @param pieces the batches that were published and not rolled, by time
 * @param decisions rolls that were begun
 * @param rolled the ranges that became files, those before the last as far as their manifests were not moved away yet
 * @param staged parts, in pieces or not, and drafts
 */
record HeldNames(NavigableMap<Long, Piece> pieces, List<Decision> decisions, List<Range> rolled, List<Staged> staged) {
    static final String DRAFT = ".tmp";
    private static final String TIME = "(-?\\d{1,15}(?:_\\d{3})?)";
    private static final Pattern PIECE = Pattern.compile(TIME + "-(\\d+)\\.piece");
    private static final Pattern DECISION = Pattern.compile(TIME + "-" + TIME + "\\.(\\d+)\\.roll");
    private static final Pattern ROLLED = Pattern.compile(TIME + "-" + TIME + "\\.rolled");
    private static final Pattern STAGED = Pattern.compile(TIME + "-(?:part-.*|.*\\.tmp)");

    /** The manifest of a batch. */
    record Piece(long time, long bytes) {
        String name() {
            return Micros.text(time) + "-" + bytes + ".piece";
        }
    }

    /** The manifest of a file that an epoch is about to make visible. */
    record Decision(Range range, long epoch) {
        String name() {
            return range + "." + epoch + ".roll";
        }
    }

    /** The batches of a file, both ends included. */
    record Range(long first, long last) {
        boolean holds(long time) {
            return first <= time && time <= last;
        }

        /** Its manifest. */
        String name() {
            return this + ".rolled";
        }

        @Override
        public String toString() {
            return Micros.text(first) + "-" + Micros.text(last);
        }
    }

    /** A part or a draft. */
    record Staged(long time, String name) {}

    static HeldNames of(Collection<Entry> entries) {
        HeldNames names = new HeldNames(new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        entries.forEach(entry -> names.add(entry.name()));
        return names;
    }

    /** Up to when all became files; the least of all times if nothing did. */
    long rolledUntil() {
        return rolled.stream().mapToLong(Range::last).max().orElse(Long.MIN_VALUE);
    }

    long heldBytes() {
        return pieces.values().stream().mapToLong(Piece::bytes).sum();
    }

    private void add(String name) {
        Matcher piece = PIECE.matcher(name);
        Matcher decision = DECISION.matcher(name);
        Matcher roll = ROLLED.matcher(name);
        Matcher part = STAGED.matcher(name);
        if (piece.matches()) {
            pieces.put(time(piece, 1), new Piece(time(piece, 1), number(piece, 2)));
        } else if (decision.matches()) {
            decisions.add(new Decision(range(decision), number(decision, 3)));
        } else if (roll.matches()) {
            rolled.add(range(roll));
        } else if (part.matches()) {
            staged.add(new Staged(time(part, 1), name));
        }
    }

    private static Range range(Matcher matcher) {
        return new Range(time(matcher, 1), time(matcher, 2));
    }

    private static long time(Matcher matcher, int group) {
        return Micros.parse(matcher.group(group));
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
