package dev.sluice.file;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.OutputConflictException;
import dev.sluice.file.Manifest.Section;
import dev.sluice.storage.Entry;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is visible, and so must not change.
 *
 * @param directory of parts, or a file of many batches
 */
public record Published(Location directory) {
    private static final String UNKNOWN = "'%s' has no manifest, so nobody can tell whether it changed;"
            + " only what the streams of a program write has one";

    /**
     * Reads all of it and compares it with its manifest.
     *
     * @return what is not as it was written, each with what to do; nothing, if all is
     */
    public List<String> verify() {
        try {
            if (hasManifest()) {
                return verify(first(manifest()));
            }
            Optional<Location> ofFile = new RolledFile(directory).manifest();
            return ofFile.isPresent() ? verifyFile(first(ofFile.get()).get(0)) : List.of(UNKNOWN.formatted(directory));
        } catch (CorruptionException damaged) {
            return List.of(String.valueOf(damaged.getMessage()));
        }
    }

    private List<String> verifyFile(Part written) {
        return new Content(directory).differenceFrom(written).stream().toList();
    }

    private static List<Part> first(Location manifest) {
        return Manifest.read(manifest).sections().get(0).parts();
    }

    private List<String> verify(List<Part> parts) {
        List<String> findings = new ArrayList<>();
        Map<String, Long> sizes = sizes();
        for (Part part : parts) {
            Location file = directory.plus("/" + part.name());
            if (sizes.remove(part.name()) == null) {
                findings.add("'" + file + "' is missing; bring it back from a copy");
            } else {
                new Content(file).differenceFrom(part).ifPresent(findings::add);
            }
        }
        sizes.keySet()
                .forEach(name -> findings.add("'" + directory + "/" + name + "' was not written with the other files;"
                        + " move it away, for readers take it for a part of the output"));
        return findings;
    }

    /**
     * Requires that it holds what would be published there now.
     *
     * @param now what was staged
     * @param staging where it lies
     * @throws OutputConflictException naming the first difference
     */
    void requireSame(Section now, String staging) {
        if (hasManifest() && !now.key().isEmpty()) {
            requireSameRecords(manifestOf(now.key()), now.parts(), staging);
        } else {
            requireSameBytes(unchecked(), now.parts(), staging);
        }
    }

    /** They may be divided in another way. */
    private void requireSameRecords(List<Part> before, List<Part> now, String staging) {
        Tally was = Tally.of(before);
        Tally is = Tally.of(now);
        if (was.equals(is)) {
            return;
        }
        if (was.records() == is.records() && namesOf(before).equals(namesOf(now))) {
            requireSameBytes(before, now, staging);
        }
        throw conflict(was.differenceFrom(is));
    }

    private static Set<String> namesOf(List<Part> parts) {
        return byName(parts).keySet();
    }

    private void requireSameBytes(List<Part> before, List<Part> now, String staging) {
        Map<String, Part> visible = byName(before);
        Map<String, Part> staged = byName(now);
        TreeSet<String> names = new TreeSet<>(visible.keySet());
        names.addAll(staged.keySet());
        for (String name : names) {
            Part nothing = new Part(name, 0, 0, Tally.NOTHING);
            requireSame(visible.getOrDefault(name, nothing), staged.getOrDefault(name, nothing), staging);
        }
    }

    private void requireSame(Part was, Part is, String staging) {
        if (was.bytes() != is.bytes()) {
            throw conflict(is.name() + " has " + was.bytes() + " bytes, and would now have " + is.bytes());
        }
        Content visible = new Content(directory.plus("/" + is.name()));
        long at = visible.firstDifference(staging + "/" + is.name(), is.bytes());
        if (at >= 0) {
            throw conflict(is.name() + " would differ from byte " + at + " on");
        }
    }

    /** What is there, where no manifest says what was written. */
    private List<Part> unchecked() {
        return sizes().entrySet().stream()
                .map(file -> new Part(file.getKey(), file.getValue(), 0, Tally.NOTHING))
                .toList();
    }

    private List<Part> manifestOf(String key) {
        Section section = Manifest.read(manifest()).sections().get(0);
        if (!section.key().equals(key)) {
            throw new OutputConflictException("it is there already: it holds " + section.key() + ", and " + key
                    + " would be written there. What is visible is never changed. Let each job, and each output of a"
                    + " job, write under a name of its own; if what is there is no longer needed, move it away");
        }
        return section.parts();
    }

    private static OutputConflictException conflict(String difference) {
        return new OutputConflictException("it is there already with other content: " + difference
                + ". What is visible is never changed. A batch that is run again must give the same records, and where"
                + " there is no manifest in the same files and order, so its functions may not depend on a clock, on"
                + " chance or on the order of a hash;"
                + " if another run wrote it, move it away or write under another name");
    }

    private Map<String, Long> sizes() {
        return storage().list(directory.path()).stream()
                .filter(entry -> !isHidden(entry.name()))
                .collect(Collectors.toMap(Entry::name, Entry::size, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Part> byName(List<Part> parts) {
        return parts.stream().collect(Collectors.toMap(Part::name, Function.identity()));
    }

    /** Readers skip such names, so they may differ. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private boolean hasManifest() {
        return storage().exists(manifest().path());
    }

    private Location manifest() {
        return directory.plus("/" + Manifest.NAME);
    }

    private Storage storage() {
        return directory.storage();
    }
}
