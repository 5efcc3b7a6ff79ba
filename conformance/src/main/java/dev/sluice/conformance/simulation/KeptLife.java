package dev.sluice.conformance.simulation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a life that a seed has planned. In words, for a command line: {@code 3qs4h1} is the third life, without
 * its mishap, only its first four seconds, with half of the records.
 *
 * @param number of the life, from 1
 * @param quiet whether its mishap is left out
 * @param seconds how many of its first seconds are kept
 * @param halvings how often the records of each second are halved
 */
record KeptLife(int number, boolean quiet, int seconds, int halvings) {
    private static final Pattern WORDS = Pattern.compile("([0-9]{1,3})(q?)s([0-9]{1,3})(?:h([0-9]{1,2}))?");

    /** All of it. */
    static KeptLife whole(int number, LifePlan plan) {
        return new KeptLife(number, plan.mishap() == null, plan.given().size(), 0);
    }

    /** The words of {@link #toString} read back; throws an {@link IllegalArgumentException} for others. */
    static KeptLife parse(String words) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + words + "' is no life; one is 3s4, 3qs4 or 3qs4h1");
        }
        String halvings = matcher.group(4);
        return new KeptLife(
                Integer.parseInt(matcher.group(1)),
                !matcher.group(2).isEmpty(),
                Integer.parseInt(matcher.group(3)),
                halvings == null ? 0 : Integer.parseInt(halvings));
    }

    /** The life as it is lived. */
    LifePlan of(List<LifePlan> planned) {
        if (number < 1 || number > planned.size()) {
            throw new IllegalArgumentException("there is no life " + number + " among " + planned.size());
        }
        LifePlan plan = planned.get(number - 1);
        List<Integer> given = plan.given().stream()
                .limit(seconds)
                .map(records -> records >> halvings)
                .toList();
        return new LifePlan(
                quiet ? null : plan.mishap(),
                given,
                plan.healAfter(),
                plan.ending(),
                plan.survival(),
                plan.chance(),
                plan.downtime());
    }

    KeptLife asQuiet() {
        return new KeptLife(number, true, seconds, halvings);
    }

    KeptLife withSeconds(int fewer) {
        return new KeptLife(number, quiet, fewer, halvings);
    }

    KeptLife withHalvings(int more) {
        return new KeptLife(number, quiet, seconds, more);
    }

    @Override
    public String toString() {
        return number + (quiet ? "q" : "") + "s" + seconds + (halvings == 0 ? "" : "h" + halvings);
    }
}
