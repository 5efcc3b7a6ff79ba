package dev.sluice.examples.demo;

import java.time.Duration;
import java.util.List;

/**
 * A screen that is redrawn in place. Each frame is one write: every line is put where it belongs and cleared to its end,
 * so nothing flickers or scrolls, and what something else wrote is gone with the next frame. The screen is the
 * terminal's second one; at the end the first is back, with the last frame as text on it.
 */
final class LiveView implements View {
    private static final String SECOND_SCREEN = "\u001b[?1049h";
    private static final String FIRST_SCREEN = "\u001b[?1049l";
    private static final String NO_CURSOR_NO_WRAP = "\u001b[?25l\u001b[?7l";
    private static final String CURSOR_AND_WRAP = "\u001b[?7h\u001b[?25h";
    private static final String LINE_END = "\u001b[K";
    private static final String SCREEN_END = "\u001b[J";

    private final ScreenLayout layout;
    private final Terminal terminal;
    private boolean begun;

    LiveView(ScreenLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public void show(Figures figures) {
        StringBuilder frame = new StringBuilder();
        if (!begun) {
            begun = true;
            frame.append(SECOND_SCREEN).append(NO_CURSOR_NO_WRAP);
        }
        List<String> lines = layout.lines(figures);
        for (int i = 0; i < lines.size(); i++) {
            frame.append(position(i + 1)).append(lines.get(i)).append(LINE_END);
        }
        if (lines.size() < ScreenLayout.HEIGHT) {
            frame.append(position(lines.size() + 1)).append(SCREEN_END);
        }
        terminal.write(frame);
    }

    @Override
    public void end(Figures figures) {
        StringBuilder text = new StringBuilder();
        if (begun) {
            text.append(CURSOR_AND_WRAP).append(FIRST_SCREEN);
        }
        layout.lines(figures).forEach(line -> text.append(line).append('\n'));
        terminal.write(text);
    }

    private static String position(int row) {
        return "\u001b[" + row + ";1H";
    }
}
