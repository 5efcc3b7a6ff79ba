package dev.sluice.batch;

import dev.sluice.error.FatalErrorException;
import dev.sluice.journal.Journal;
import dev.sluice.plan.UserCode;
import java.util.function.Consumer;

/**
 * What becomes of a run in which the virtual machine gave up in the middle of something: its journal is closed to it before
 * anything else is done, and nothing is tried again. Thread-safe.
 */
final class LastWord {
    private final Journal journal;
    private final Consumer<OutOfMemoryError> outOfMemory;

    LastWord(Journal journal, Consumer<OutOfMemoryError> outOfMemory) {
        this.journal = journal;
        this.outOfMemory = outOfMemory;
    }

    /** Whether the run must end with this failure, whatever its policy. */
    static boolean isFatal(Throwable thrown) {
        return thrown instanceof FatalErrorException || UserCode.fatal(thrown) != null;
    }

    /** The failure that the run knows it by: itself, unless it stems from an error of the virtual machine. */
    Throwable on(Throwable thrown) {
        VirtualMachineError error = UserCode.fatal(thrown);
        if (error == null) {
            return thrown;
        }
        journal.giveUp(error);
        if (error instanceof OutOfMemoryError full) {
            outOfMemory.accept(full);
        }
        return thrown instanceof FatalErrorException ? thrown : told(error);
    }

    private static Throwable told(VirtualMachineError error) {
        try {
            return new FatalErrorException(error);
        } catch (OutOfMemoryError noRoomForWords) {
            return error;
        }
    }
}
