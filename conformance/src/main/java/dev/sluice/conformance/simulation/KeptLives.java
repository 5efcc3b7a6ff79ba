package dev.sluice.conformance.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The lives that are kept of those that a seed has planned, and what is kept of each. */
record KeptLives(List<KeptLife> lives) {
    private static final String NONE = "none";

    KeptLives {
        lives = List.copyOf(lives);
    }

    /** All of all lives. */
    static KeptLives all(List<LifePlan> planned) {
        List<KeptLife> lives = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            lives.add(KeptLife.whole(i + 1, planned.get(i)));
        }
        return new KeptLives(lives);
    }

    /** The words of {@link #toString} read back; throws an {@link IllegalArgumentException} for others. */
    static KeptLives parse(String words) {
        return words.equals(NONE)
                ? new KeptLives(List.of())
                : new KeptLives(
                        Arrays.stream(words.split(",", -1)).map(KeptLife::parse).toList());
    }

    List<LifePlan> of(List<LifePlan> planned) {
        return lives.stream().map(life -> life.of(planned)).toList();
    }

    KeptLives without(int from, int to) {
        List<KeptLife> fewer = new ArrayList<>(lives.subList(0, from));
        fewer.addAll(lives.subList(to, lives.size()));
        return new KeptLives(fewer);
    }

    KeptLives with(int index, KeptLife changed) {
        List<KeptLife> others = new ArrayList<>(lives);
        others.set(index, changed);
        return new KeptLives(others);
    }

    @Override
    public String toString() {
        return lives.isEmpty() ? NONE : lives.stream().map(KeptLife::toString).collect(Collectors.joining(","));
    }
}
