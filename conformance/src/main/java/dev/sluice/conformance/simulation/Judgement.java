package dev.sluice.conformance.simulation;

import dev.sluice.conformance.simulation.Outputs.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Holds all that a world has become against what it must be. */
record Judgement(World world) {
    private static final long SECOND_MILLIS = 1_000;

    void judge() {
        Findings findings = world.findings();
        List<List<Cut>> inputs = inputs(findings);
        for (int i = 0; i < inputs.size(); i++) {
            world.feeds().get(i).judge(inputs.get(i), findings);
        }
        Findings even = outputs(inputs, 0);
        if (!even.isEmpty()) {
            Findings odd = outputs(inputs, SECOND_MILLIS);
            Optional.of(odd)
                    .filter(other -> !other.isEmpty())
                    .ifPresent(other -> even.all().forEach(findings::add));
        }
        world.files().forEach(output -> output.judgeVisible(world.disk().view()));
    }

    private Findings outputs(List<List<Cut>> inputs, long phaseMillis) {
        Findings findings = new Findings();
        for (int i = 0; i < world.outputs().size(); i++) {
            Stream stream = world.program().outputs().get(i).stream();
            world.outputs().get(i).judge(stream.expect(inputs, phaseMillis), findings);
        }
        return findings;
    }

    /** What each batch has read, as it arrived outside. */
    private List<List<Cut>> inputs(Findings findings) {
        NavigableMap<Long, Long> times = world.inputs().get(0).ledger().batches();
        List<List<Cut>> inputs = new ArrayList<>();
        for (Transactional input : world.inputs()) {
            if (!input.ledger().batches().equals(times)) {
                findings.add("the inputs have different batches: " + times + " and "
                        + input.ledger().batches());
            }
            requireAll(input.name(), input.ledger().batches(), findings);
            List<Cut> cuts = new ArrayList<>();
            input.ledger()
                    .lines()
                    .forEach((time, lines) -> cuts.add(
                            new Cut(time, lines.stream().map(Event::parse).toList())));
            inputs.add(cuts);
        }
        return inputs;
    }

    private static void requireAll(String name, NavigableMap<Long, Long> times, Findings findings) {
        long batch = 0;
        long before = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> time : times.entrySet()) {
            batch++;
            if (time.getKey() != batch || time.getValue() <= before || time.getValue() % SECOND_MILLIS != 0) {
                findings.add(name + " has the batches " + times + ", but they count from 1 and their times grow");
                return;
            }
            before = time.getValue();
        }
    }
}
