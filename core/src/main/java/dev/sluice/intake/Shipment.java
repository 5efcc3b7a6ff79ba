package dev.sluice.intake;

import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.source.RecordLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A block on its way to the owner.
 *
 * @param content the records for the log; empty where there is none
 * @param awaited whether a thread of the receiver waits for it, and has the records still if it is refused
 * @param registered completed when its fate is known
 */
record Shipment(
        KeptBlock<?> block, List<RecordLog.Encoded> content, boolean awaited, CompletableFuture<Void> registered) {
    AgentBlock told() {
        return new AgentBlock(block.id(), block.records(), content);
    }

    void taken() {
        registered.complete(null);
    }

    void refuse(SluiceException reason) {
        registered.completeExceptionally(reason);
    }

    void await() throws InterruptedException {
        try {
            registered.get();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof SluiceException reason) {
                throw reason.during("the block of " + block.records() + " records was not taken");
            }
            throw new StorageException(
                    "the block of " + block.records() + " records was not taken", refused.getCause());
        }
    }
}
