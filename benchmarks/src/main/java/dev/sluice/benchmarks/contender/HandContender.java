package dev.sluice.benchmarks.contender;

import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.Contender;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Setting;
import dev.sluice.peers.workload.Trial;
import dev.sluice.peers.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What somebody writes who needs no engine: two threads, plain loops and own hash tables. Nothing survives a crash, so
 * the durable state is not among its workloads.
 */
public final class HandContender implements Contender {
    private final ExecutorService threads = Executors.newFixedThreadPool(Input.SHARES);
    private final List<Future<?>> running = new ArrayList<>();
    private final Form form;

    private HandContender(Workload workload) {
        this.form = switch (workload) {
            case STATE, LATENCY -> Form.UPDATES;
            default -> Form.BATCHES;
        };
        if (workload == Workload.GREP) {
            Input<String> input = Inputs.current();
            start(thread -> HandGrep.count(input, thread, Data.NEEDLE));
        } else {
            start(new HandSteps(Inputs.current(), step(workload)));
        }
    }

    private static HandStep step(Workload workload) {
        return switch (workload) {
            case WORD_COUNT -> new HandWords(Inputs.current());
            case STATE -> new HandState(Inputs.current());
            case SLIDING -> new HandSlides(Inputs.current());
            case SLIDING_MAX -> new HandMaxima(Inputs.current());
            case ADS -> new HandAds<AdEvent>(Inputs.current(), event -> event);
            case ADS_JSON -> new HandAds<String>(Inputs.current(), AdEvent::parse);
            case SESSIONS -> new HandSessions(Inputs.current());
            case JOIN -> new HandJoin(Inputs.current());
            case LATENCY -> new HandLatency(Inputs.current().pace());
            default -> throw new IllegalArgumentException("a loop written by hand does not do " + workload);
        };
    }

    /** Runs it with the arguments of a {@link Setting}. */
    public static void main(String[] arguments) {
        Trial.run(arguments, setting -> new HandContender(setting.workload()));
    }

    /** What each of the threads does. */
    interface Loop {
        void run(int thread) throws Exception;
    }

    private void start(Loop loop) {
        for (int thread = 0; thread < Input.SHARES; thread++) {
            int number = thread;
            running.add(threads.submit(() -> {
                loop.run(number);
                return null;
            }));
        }
    }

    @Override
    public String version() {
        return "-";
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public void finish() throws Exception {
        for (Future<?> each : running) {
            each.get();
        }
        threads.shutdown();
    }
}
