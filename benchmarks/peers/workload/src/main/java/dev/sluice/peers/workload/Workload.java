package dev.sluice.peers.workload;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is measured. The names are those of the command line. */
public enum Workload {
    /** Lines of 100 characters: how many hold a word that one line in a hundred has? */
    GREP("grep"),
    /** Lines of ten words, Zipf over 100,000: how often does each word occur? */
    WORD_COUNT("wordcount"),
    /** A sum for each of about a million keys, which every record changes and reads. */
    STATE("state"),
    /** The same, with what the engine has to survive a crash. */
    DURABLE_STATE("durable-state"),
    /** Records of 10,000 keys, counted over 30 s at each second of their own time. */
    SLIDING("sliding"),
    /** The largest value of each of 10,000 keys over 30 s, at each second of their own time: nothing can be taken out again. */
    SLIDING_MAX("sliding-max"),
    /** Views of advertisements, counted by campaign in each second of their own time. */
    ADS("ads"),
    /** The same from lines of JSON. */
    ADS_JSON("ads-json"),
    /** Sessions of 131,072 keys: how many records does each have until its key is silent for five seconds? */
    SESSIONS("sessions"),
    /** Two streams, joined by key within each second of their own time. */
    JOIN("join"),
    /** Running counts of 10,000 keys at a given rate: how late is each? */
    LATENCY("latency");

    private final String text;

    Workload(String text) {
        this.text = text;
    }

    /**
     * The workload of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.text.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload '" + name + "'; there are "
                        + Arrays.stream(values()).map(each -> each.text).collect(Collectors.joining(", "))));
    }

    /** Whether it has windows that slide, whose length can be chosen. */
    public boolean slides() {
        return this == SLIDING || this == SLIDING_MAX;
    }

    @Override
    public String toString() {
        return text;
    }
}
