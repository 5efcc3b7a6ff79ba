package dev.sluice.tool;

import dev.sluice.file.Published;
import dev.sluice.journal.CheckedEntry;
import dev.sluice.journal.Verification;
import dev.sluice.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a check found, a line for each file and one for all, gathered over the places that are checked. */
final class VerifyText {
    private final List<String> lines = new ArrayList<>();
    private long checked;
    private long damaged;
    private boolean goesOn = true;

    /** A checkpoint directory. */
    void add(Verification verification) {
        for (CheckedEntry entry : verification.entries()) {
            String status = entry.status().toString().toLowerCase(Locale.ROOT);
            String amount = entry.bytes() + " bytes";
            line(status, entry.name(), entry.detail().isEmpty() ? amount : amount + "; " + entry.detail());
            checked += entry.status() == CheckedEntry.Status.STRAY ? 0 : 1;
        }
        damaged += verification.damaged();
        verification.whole().ifPresent(reason -> {
            lines.add("no run can go on from here: " + Printable.of(reason));
            goesOn = false;
        });
    }

    /** Something that a stream published. */
    void add(Published published) {
        List<String> findings = published.verify();
        checked++;
        damaged += findings.isEmpty() ? 0 : 1;
        if (findings.isEmpty()) {
            line("ok", published.directory().toString(), "as it was published");
        }
        findings.forEach(finding -> line("damaged", published.directory().toString(), finding));
    }

    private void line(String status, String name, String detail) {
        lines.add("%-8s  %s  %s".formatted(status, Printable.of(name), Printable.of(detail)));
    }

    boolean isGood() {
        return goesOn && damaged == 0;
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add(checked + " checked, " + (damaged == 0 ? "none" : String.valueOf(damaged)) + " damaged or missing");
        return all;
    }
}
