package dev.sluice.journal;

import dev.sluice.error.FatalErrorException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is in memory may be written down. It is lost for good at an error of the virtual machine, which may have
 * left anything half changed. Thread-safe.
 */
final class Trust {
    private volatile @Nullable VirtualMachineError lost;

    /** From now on nothing may be written; allocates nothing, for there may be no memory left. */
    void lose(VirtualMachineError error) {
        if (lost == null) {
            lost = error;
        }
    }

    /** Throws a {@link FatalErrorException} once it is lost. */
    void require() {
        VirtualMachineError error = lost;
        if (error != null) {
            throw new FatalErrorException(error);
        }
    }

    /** Makes a change that an error in the middle of it leaves half done: then trust is lost. */
    <T> T changing(Supplier<T> change) {
        require();
        try {
            return change.get();
        } catch (VirtualMachineError error) {
            lose(error);
            throw error;
        }
    }
}
