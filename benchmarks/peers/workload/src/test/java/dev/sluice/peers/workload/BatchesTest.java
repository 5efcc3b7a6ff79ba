package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchesTest {
    private final Input<Long> input =
            new Input<>(Input.SHARES, 1, 1, 1L << 40, Pace.NONE, source -> new Long[] {source + 0L, source + 10L});
    private final Batches batches = new Batches(input);

    @Test
    void theEndIsReachedWhenABatchHasEndedThatTookTheLastRecord() {
        long taken = input.nextBatch(0, 6);
        input.halt();
        batches.finished(taken);

        assertThatCode(batches::awaitEnd).doesNotThrowAnyException();
    }

    @Test
    void aBatchThatFailedIsNoEnd() {
        batches.finished(input.nextBatch(0, 6));
        input.halt();
        RuntimeException cause = new RuntimeException("no room");
        batches.failed(cause);

        assertThatThrownBy(batches::awaitEnd)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a batch failed, so that its results are missing")
                .hasCause(cause);
        assertThatThrownBy(batches::next).hasCause(cause);
    }
}
