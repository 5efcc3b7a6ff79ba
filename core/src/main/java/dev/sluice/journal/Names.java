package dev.sluice.journal;

import dev.sluice.storage.Entry;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files in the directory of a job. */
final class Names {
    private static final Pattern OURS =
            Pattern.compile("job|(?:epoch|log|data|snapshot)-([0-9]{8,10})(?:-[0-9]{1,19})?");

    private Names() {}

    static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    /** The number of the run that a file is from; 0 for every other name. */
    static int epoch(String name) {
        Matcher ours = OURS.matcher(name);
        String digits = ours.matches() ? ours.group(1) : null;
        if (digits == null) {
            return 0;
        }
        long epoch = Long.parseLong(digits);
        return epoch < Integer.MAX_VALUE ? (int) epoch : 0;
    }

    /** What is there that has none of these names, or is no file. */
    static List<String> strays(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !isOurs(entry.name()) || entry.kind() != Entry.Kind.FILE)
                .map(Entry::name)
                .toList();
    }
}
