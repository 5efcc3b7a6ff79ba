package dev.sluice.journal;

import dev.sluice.storage.Entry;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the files in the directory of a job. */
final class Names {
    private static final Pattern OURS = Pattern.compile("job|(epoch|log|data|snapshot)-[0-9]{8,10}(-[0-9]{1,19})?");

    private Names() {}

    static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /** What is there that has none of these names, or is no file. */
    static List<String> strays(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !isOurs(entry.name()) || entry.kind() != Entry.Kind.FILE)
                .map(Entry::name)
                .toList();
    }
}
