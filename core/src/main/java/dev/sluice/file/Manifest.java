package dev.sluice.file;

import dev.sluice.error.CorruptionException;
import dev.sluice.storage.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What was written, by keys, in lines of text.
 *
 * <pre>
 *   sluice manifest 2
 *   key word-count/17-1763800000000/0
 *   part 1234 89abcdef 17 0123456789abcdef part-00000     bytes, CRC32C, records, sum of their hashes, name
 *   end 76543210                                          CRC32C of all lines before
 * </pre>
 */
record Manifest(List<Section> sections) {
    /** The name in a directory of parts; readers skip it. */
    static final String NAME = "_sluice";

    private static final String FIRST = "sluice manifest 2";
    private static final String KEY = "key ";
    private static final String PART = "part ";
    private static final String LAST = "end ";

    /**
     * What was written under one key.
     *
     * @param key in words, as {@link #words} gives it
     */
    record Section(String key, List<Part> parts) {}

    static Manifest of(String key, List<Part> parts) {
        return new Manifest(List.of(new Section(words(key), parts)));
    }

    /** The key on one line. */
    static String words(String key) {
        StringBuilder line = new StringBuilder();
        key.chars().forEach(c -> line.append(c < ' ' || c == '%' ? "%%%02X".formatted(c) : Character.toString(c)));
        return line.toString();
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        for (Section section : sections) {
            text.append(KEY).append(section.key()).append('\n');
            section.parts().forEach(part -> text.append(PART).append(part).append('\n'));
        }
        return text.append(last(text.toString())).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what was written.
     *
     * @throws CorruptionException if a single bit is another one, or another version wrote it
     */
    static Manifest read(Location file) {
        byte[] bytes = file.storage().read(file.path(), 0, Integer.MAX_VALUE);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        String checked = text.substring(0, last);
        if (last == 0 || !text.substring(last).equals(last(checked) + "\n")) {
            throw new CorruptionException(
                    "the manifest '" + file + "' is damaged: its checksum is wrong. The records"
                            + " beside it were not touched; bring the manifest back from a copy, or delete it if they are good");
        }
        List<String> lines = checked.lines().toList();
        if (!lines.get(0).equals(FIRST)) {
            throw otherForm(file, "it begins with \"" + lines.get(0) + "\"");
        }
        return parse(file, lines.subList(1, lines.size()));
    }

    private static Manifest parse(Location file, List<String> lines) {
        List<Section> sections = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(KEY)) {
                sections.add(new Section(line.substring(KEY.length()), new ArrayList<>()));
            } else if (line.startsWith(PART) && !sections.isEmpty()) {
                sections.get(sections.size() - 1).parts().add(Part.parse(line.substring(PART.length())));
            } else {
                throw otherForm(file, "it holds \"" + line + "\"");
            }
        }
        if (sections.isEmpty()) {
            throw otherForm(file, "it holds no key");
        }
        return new Manifest(sections);
    }

    private static CorruptionException otherForm(Location file, String found) {
        return new CorruptionException("the manifest '" + file + "' passes its checksum but cannot be read as \""
                + FIRST
                + "\": " + found + ". Another version of Sluice wrote it. The records beside it were not touched; go on"
                + " with that version, or move away what it wrote");
    }

    private static String last(String lines) {
        CRC32C checksum = new CRC32C();
        checksum.update(lines.getBytes(StandardCharsets.UTF_8));
        return LAST + HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
