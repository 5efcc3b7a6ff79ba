package dev.sluice.peers.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the batches of a run took and gave. Thread-safe. */
public final class BatchTimes {
    private final BatchSetting setting;
    private final List<Double> millis = new ArrayList<>();
    private final List<Long> answers = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();

    /** Of this run. */
    public BatchTimes(BatchSetting setting) {
        this.setting = setting;
    }

    /** The next batch gave this. */
    public synchronized void answered(long answer) {
        answers.add(answer);
    }

    /** The next batch took so long. */
    public synchronized void completed(double tookMillis) {
        millis.add(tookMillis);
        notifyAll();
    }

    /** A batch failed for good. */
    public synchronized void failed(Throwable thrown) {
        failure = Optional.of(thrown);
        notifyAll();
    }

    /** Waits for the last batch. */
    public synchronized BatchOutcome await(String version) throws InterruptedException {
        while (millis.size() < setting.total() && failure.isEmpty()) {
            wait();
        }
        if (failure.isPresent()) {
            throw new IllegalStateException("a batch failed", failure.get());
        }
        long all = 0;
        for (int batch = 0; batch < setting.total(); batch++) {
            all = BatchAnswer.with(all, batch, answers.get(batch));
        }
        return new BatchOutcome(version, all, List.copyOf(millis.subList(setting.warm(), setting.total())));
    }
}
