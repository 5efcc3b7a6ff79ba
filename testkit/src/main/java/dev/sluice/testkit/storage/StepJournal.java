package dev.sluice.testkit.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The latest steps and what befell them; they become text only when someone reads it. Not safe for threads. */
final class StepJournal {
    static final int LINES_MAX = 10_000;

    private final List<String> head;
    private final ArrayDeque<Object> lines = new ArrayDeque<>();

    StepJournal(List<String> head) {
        this.head = List.copyOf(head);
    }

    void add(Object stepOrNote) {
        if (lines.size() == LINES_MAX) {
            lines.removeFirst();
        }
        lines.addLast(stepOrNote);
    }

    List<String> lines() {
        List<String> text = new ArrayList<>(head);
        lines.forEach(line -> text.add(line.toString()));
        return List.copyOf(text);
    }
}
