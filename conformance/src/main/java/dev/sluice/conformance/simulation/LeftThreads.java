package dev.sluice.conformance.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The threads of Sluice that came into being since this did, in the group of the calling thread, and still live. */
final class LeftThreads {
    /** Their number is an estimate. */
    private static final int THREADS_MORE = 100;

    private final Set<Thread> before = alive().collect(Collectors.toSet());

    /** Their names, once they had some time to end. */
    List<String> names(Duration patience) throws InterruptedException {
        List<Thread> begun = alive().filter(thread -> !before.contains(thread)).toList();
        for (Thread thread : begun) {
            thread.join(patience.toMillis());
        }
        return begun.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    private static Stream<Thread> alive() {
        ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
        Thread[] all = new Thread[2 * group.activeCount() + THREADS_MORE];
        int count = group.enumerate(all);
        return Arrays.stream(all, 0, count).filter(thread -> thread.getName().startsWith("sluice-"));
    }
}
