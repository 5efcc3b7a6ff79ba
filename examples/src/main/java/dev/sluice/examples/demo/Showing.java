package dev.sluice.examples.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a board in a view from time to time, on a thread of its own, until the end. */
final class Showing implements AutoCloseable {
    private final View view;
    private final Board board;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-view");
        thread.setDaemon(true);
        return thread;
    });
    private boolean ended;

    Showing(View view, Board board) {
        this.view = view;
        this.board = board;
    }

    void begin() {
        long millis = view.pause().toMillis();
        timer.scheduleAtFixedRate(this::show, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Shows the end; nothing is shown after that. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            view.end(board.figures());
        }
    }

    private synchronized void show() {
        if (!ended) {
            view.show(board.figures());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
