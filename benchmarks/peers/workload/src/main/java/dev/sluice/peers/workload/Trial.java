package dev.sluice.peers.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The course of every contender's process: start, warm up, be measured, read to the end, say the outcome. */
public final class Trial {
    private Trial() {}

    /** Runs a contender as the arguments say, prints one line, and ends the process. */
    @SuppressWarnings("CatchAndPrintStackTrace") // it is the parent process that reads it
    public static void run(String[] arguments, Contender.Start start) {
        int status = 1;
        try {
            Setting setting = Setting.of(arguments);
            Inputs.prepare(setting);
            System.out.println(measure(setting, start.start(setting)).line());
            System.out.flush();
            status = 0;
        } catch (Throwable thrown) {
            thrown.printStackTrace();
        }
        Runtime.getRuntime().halt(status);
    }

    private static Outcome measure(Setting setting, Contender contender) throws Exception {
        Input<?> input = Inputs.current();
        pass(setting.warm());
        Lateness.OF_ALL.clear();
        Mark from = mark(contender, input);
        pass(setting.length());
        Mark to = mark(contender, input);
        double[] late = {
            Lateness.OF_ALL.millis(0.5), Lateness.OF_ALL.millis(0.99), Lateness.OF_ALL.millis(0.999),
        };
        long live = setting.rate() > 0 ? 0 : liveHeap();
        input.halt();
        contender.finish();
        return new Outcome(
                contender.version(),
                to.records() - from.records(),
                (to.nanos() - from.nanos()) / 1e9,
                to.cpu() - from.cpu(),
                peak(),
                live,
                input.end(),
                contender.form(),
                Tally.answer(input.end() / input.unit()),
                late[0],
                late[1],
                late[2]);
    }

    private static Mark mark(Contender contender, Input<?> input) throws InterruptedException {
        Optional<Batches> batches = contender.batches();
        return batches.isPresent() ? batches.get().next() : Mark.at(input.taken(), System.nanoTime());
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most memory that this process had, in bytes; 0 where the system does not say. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
