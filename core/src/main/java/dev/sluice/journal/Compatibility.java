package dev.sluice.journal;

import dev.sluice.error.RecoveryException;
import dev.sluice.event.RecoveryReport.Fate;
import dev.sluice.event.RecoveryReport.StateReport;
import dev.sluice.journal.RunFacts.StateFacts;
import dev.sluice.operator.Graph;
import dev.sluice.operator.InputOperator;
import dev.sluice.operator.Operator;
import dev.sluice.operator.StatefulOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a program against what a directory has of an earlier one: before the first record, all at once. */
final class Compatibility {
    private final Graph graph;
    private final Ledger ledger;
    private final Set<String> dropped;
    private final String shown;
    private final Map<String, Operator<?>> wanted = new TreeMap<>();
    private final List<StateReport> reports = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private final List<String> misshapenIds = new ArrayList<>();

    private Compatibility(Graph graph, Ledger ledger, Set<String> dropped, String shown) {
        this.graph = graph;
        this.ledger = ledger;
        this.dropped = dropped;
        this.shown = shown;
    }

    /** The same of what was found, if anything was. */
    static List<StateReport> check(Graph graph, @Nullable Found found, JournalSettings settings) {
        return found == null ? List.of() : check(graph, found.ledger(), settings.dropped(), settings.shown());
    }

    /**
     * What becomes of each state and input.
     *
     * @throws RecoveryException if something would be lost that the program did not drop by name, or a state is of
     *     another shape than its operator wants
     */
    static List<StateReport> check(Graph graph, Ledger ledger, Set<String> dropped, String shown) {
        Compatibility check = new Compatibility(graph, ledger, dropped, shown);
        check.states();
        check.inputs();
        check.refuse();
        return check.reports;
    }

    private void states() {
        Owners.stateful(graph).forEach(operator -> wanted.put(Owners.state(graph, operator), operator));
        Owners.windowed(graph).forEach(operator -> wanted.put(Owners.kept(graph, operator), operator));
        Map<String, StateFacts> stored = ledger.facts().states();
        wanted.forEach((owner, operator) -> {
            StateFacts facts = stored.get(owner);
            String what = operator.origin().toString();
            reports.add(facts == null ? report(owner, Fate.NEW, what) : goesOn(owner, operator, facts));
        });
        stored.forEach((owner, facts) -> {
            if (!wanted.containsKey(owner)) {
                gone(Owners.id(owner), owner, facts.operator());
            }
        });
    }

    private StateReport goesOn(String owner, Operator<?> operator, StateFacts facts) {
        return operator instanceof StatefulOperator<?, ?, ?> stateful && owner.startsWith("state/")
                ? goesOn(owner, stateful, facts)
                : report(owner, Fate.KEPT, operator.origin().toString());
    }

    private StateReport goesOn(String owner, StatefulOperator<?, ?, ?> stateful, StateFacts facts) {
        String what = stateful.origin().toString();
        if (!stateful.reads(facts.shape())) {
            misshapenIds.add(Owners.id(owner));
            misshapen.add("\"" + Owners.id(owner) + "\" (" + what + ") is stored as " + facts.shape()
                    + ", but the program wants " + stateful.shape());
        }
        if (stateful.placement().partitions() != facts.partitions()) {
            String detail = "from " + facts.partitions() + " partitions to "
                    + stateful.placement().partitions();
            return new StateReport(Owners.id(owner), Fate.CONVERTED, what, Optional.of(detail));
        }
        return report(owner, Fate.KEPT, what);
    }

    private static StateReport report(String owner, Fate fate, String what) {
        return new StateReport(Owners.id(owner), fate, what, Optional.empty());
    }

    private void inputs() {
        Map<String, String> names = new TreeMap<>();
        for (InputOperator<?> input : graph.inputs()) {
            names.put(graph.inputId(input), input.source().name());
        }
        Set<String> stored = ledger.inputs();
        names.forEach((id, name) ->
                reports.add(new StateReport(id, stored.contains(id) ? Fate.KEPT : Fate.NEW, name, Optional.empty())));
        stored.forEach(id -> {
            if (!names.containsKey(id)) {
                gone(id, id, "an input stream");
            }
        });
    }

    private void gone(String id, String owner, String what) {
        if (dropped.contains(id)) {
            reports.add(new StateReport(id, Fate.DROPPED, what, Optional.empty()));
        } else {
            lost.add((owner.startsWith("kept/") ? "the data kept for windows over \"" : "\"") + id + "\" (" + what
                    + ")");
        }
    }

    private void refuse() {
        List<String> reasons = new ArrayList<>();
        if (!misshapen.isEmpty()) {
            reasons.add(misshape());
        }
        if (!lost.isEmpty()) {
            reasons.add(loss());
        }
        if (!reasons.isEmpty()) {
            throw new RecoveryException(String.join(". And ", reasons));
        }
    }

    private String misshape() {
        return "'" + shown + "' holds states that this program cannot go on with: " + String.join(", ", misshapen)
                + ". Nothing was changed. Go back to what it was; or give the operator another id with"
                + " .id(\"…\"), under which it begins empty, and drop what is stored with .drop(\""
                + String.join("\", \"", misshapenIds) + "\") on the builder";
    }

    private String loss() {
        List<String> begun = new ArrayList<>();
        reports.stream().filter(report -> report.fate() == Fate.NEW).forEach(report -> begun.add(report.toString()));
        return "'" + shown + "' holds what this program does not have any more: "
                + String.join(", ", lost)
                + (begun.isEmpty() ? "" : "; the program has instead: " + String.join(", ", begun))
                + ". Nothing was changed. If it was renamed or moved, give the operator its id with .id(\"…\"); "
                + "to go on without it, say so with .drop(\"…\") on the builder";
    }
}
