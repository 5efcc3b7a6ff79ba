package dev.sluice.peers.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Gives each reader the source of its number. What was given is in the readers' state.
 *
 * @param first the stream's first source
 * @param given whether the sources were given in an earlier life of the job
 */
record ShareSplits(SplitEnumeratorContext<ShareSplit> context, int first, boolean given)
        implements SplitEnumerator<ShareSplit, Boolean> {
    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int reader, String host) {}

    @Override
    public void addSplitsBack(List<ShareSplit> splits, int reader) {
        splits.forEach(split -> context.assignSplit(split, reader));
    }

    @Override
    public void addReader(int reader) {
        if (!given) {
            context.assignSplit(new ShareSplit(first + reader, 0), reader);
        }
    }

    @Override
    public Boolean snapshotState(long checkpoint) {
        return true;
    }

    @Override
    public void close() {}

    /** Whether the sources were given, as no bytes at all: they always were. */
    static final class Form implements SimpleVersionedSerializer<Boolean> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Boolean given) {
            return new byte[0];
        }

        @Override
        public Boolean deserialize(int version, byte[] bytes) {
            return true;
        }
    }
}
