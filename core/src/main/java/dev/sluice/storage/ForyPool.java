package dev.sluice.storage;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.apache.fory.Fory;

/**
 * Lends each call a Fory of its own, since those are for one thread at a time; there are as many as calls ran at once.
 * One that the virtual machine stopped in the middle of its work is thrown away.
 */
final class ForyPool {
    private final ConcurrentLinkedDeque<Fory> idle = new ConcurrentLinkedDeque<>();
    private final ForyFactory factory;

    ForyPool(ForyFactory factory) {
        this.factory = factory;
    }

    <T> T with(Function<Fory, T> work) {
        Fory idleOne = idle.pollFirst();
        Fory fory = idleOne == null ? factory.create() : idleOne;
        T result;
        try {
            result = work.apply(fory);
        } catch (RuntimeException failure) {
            if (!CodecFailure.leftHalfDone(failure)) {
                idle.addFirst(fory);
            }
            throw failure;
        }
        idle.addFirst(fory);
        return result;
    }
}
