package dev.sluice.peers.flink;

import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A stream of the input.
 *
 * @param first the first of its sources
 */
record ShareSource<T>(int first, Reading<T> reading) implements Source<T, ShareSplit, Boolean> {
    /** How a record is read. */
    interface Reading<T> extends Serializable {
        T record(int source, long position);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, ShareSplit> createReader(SourceReaderContext context) {
        return new ShareReader<>(reading);
    }

    @Override
    public SplitEnumerator<ShareSplit, Boolean> createEnumerator(SplitEnumeratorContext<ShareSplit> context) {
        return new ShareSplits(context, first, false);
    }

    @Override
    public SplitEnumerator<ShareSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<ShareSplit> context, Boolean given) {
        return new ShareSplits(context, first, given);
    }

    @Override
    public SimpleVersionedSerializer<ShareSplit> getSplitSerializer() {
        return new ShareSplit.Form();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new ShareSplits.Form();
    }
}
