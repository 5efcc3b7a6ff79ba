package dev.sluice.examples.demo;

import java.time.Duration;

/** One line a second, from the first batch on: how much there was so far. */
final class BriefView implements View {
    private final Terminal terminal;

    BriefView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void show(Figures figures) {
        if (figures.batches() == 0) {
            return;
        }
        terminal.write("%s  %9s records in %s batches, %s alerts; batches take %s\n"
                .formatted(
                        Texts.clock(figures.running()),
                        Texts.number(figures.records()),
                        Texts.number(figures.batches()),
                        Texts.number(figures.alertsInAll()),
                        Texts.millis(figures.processing().middle())));
    }

    @Override
    public void end(Figures figures) {
        show(figures);
    }
}
