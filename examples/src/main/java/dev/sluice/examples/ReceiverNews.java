package dev.sluice.examples;

import dev.sluice.event.ReceiverInfo;
import dev.sluice.event.StreamingListener;
import java.io.PrintStream;

/** Says what is wrong with a receiver, once for as long as it stays the same. Thread-safe. */
final class ReceiverNews implements StreamingListener {
    private final PrintStream out;
    private final String advice;
    private String last = "";

    /** News, with an advice after the first. */
    ReceiverNews(PrintStream out, String advice) {
        this.out = out;
        this.advice = advice;
    }

    @Override
    public synchronized void onReceiverError(ReceiverInfo receiver) {
        String news = receiver.message().replaceFirst("; starts again after .*", "; trying again");
        if (!news.equals(last)) {
            out.println("sluice: " + news + (last.isEmpty() ? ". " + advice : ""));
            last = news;
        }
    }
}
