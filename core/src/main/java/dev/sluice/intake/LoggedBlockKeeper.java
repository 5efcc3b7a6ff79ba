package dev.sluice.intake;

import dev.sluice.data.StorageLevel;
import dev.sluice.engine.BlockStore;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StorageException;
import dev.sluice.source.InputContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps blocks in the block store for the batches to read, and in the log if there is one. */
final class LoggedBlockKeeper implements BlockKeeper {
    private final String name;
    private final BlockStore store;
    private final StorageLevel level;
    private final @Nullable WriteAhead ahead;

    LoggedBlockKeeper(InputContext context, StorageLevel level, @Nullable WriteAhead ahead) {
        this.name = context.name();
        this.store = context.engine().blocks();
        this.level = level;
        this.ahead = ahead;
    }

    @Override
    public <T> KeptBlock<T> keep(List<T> records) {
        try {
            BlockStore.Block<T> block = store.put(records, level);
            return new KeptBlock<>(store, block, written(block, records));
        } catch (SluiceException e) {
            throw e.during(failed(name, records));
        } catch (RuntimeException e) {
            throw new StorageException(failed(name, records) + ": " + e, e);
        }
    }

    private WrittenBlock written(BlockStore.Block<?> block, List<?> records) {
        if (ahead == null) {
            return WrittenBlock.NOWHERE;
        }
        try {
            return ahead.write(records);
        } catch (RuntimeException | Error e) {
            store.remove(block.id());
            throw e;
        }
    }

    static String failed(String name, List<?> records) {
        return name + ": the block of " + records.size() + " records could not be kept and none of it will be in a"
                + " batch; do not acknowledge it, but restart and read it again";
    }

    @Override
    public void refuse(KeptBlock<?> block) {
        block.remove();
        if (ahead != null) {
            ahead.giveUp(block.written());
        }
    }
}
