package dev.sluice.event;

import dev.sluice.data.Batch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a batch so far.
 *
 * @param inputs what it reads, one entry per input stream
 * @param outputs what its output operations did so far, in registration order
 * @param schedulingDelay from the planning to the start of the processing; empty before the start
 * @param processingDelay how long the processing took; empty before its end
 * @param failure why the batch failed for good; empty otherwise
 */
public record BatchInfo(
        Batch batch,
        List<InputInfo> inputs,
        List<OutputInfo> outputs,
        Optional<Duration> schedulingDelay,
        Optional<Duration> processingDelay,
        Optional<Throwable> failure) {
    /** Info with copies of the lists. */
    public BatchInfo {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** From the planning to the end of the processing; empty before the end. */
    public Optional<Duration> totalDelay() {
        return schedulingDelay.flatMap(delay -> processingDelay.map(delay::plus));
    }

    /** The number of records that the batch reads, as far as its sources know. */
    public long records() {
        return inputs.stream().mapToLong(InputInfo::records).filter(n -> n > 0).sum();
    }
}
