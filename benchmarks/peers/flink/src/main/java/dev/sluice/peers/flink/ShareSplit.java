package dev.sluice.peers.flink;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * One source of the input.
 *
 * @param position where it goes on
 */
record ShareSplit(int source, long position) implements SourceSplit {
    @Override
    public String splitId() {
        return Integer.toString(source);
    }

    /** A split as twelve bytes. */
    static final class Form implements SimpleVersionedSerializer<ShareSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(ShareSplit split) {
            return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(split.source)
                    .putLong(split.position)
                    .array();
        }

        @Override
        public ShareSplit deserialize(int version, byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new ShareSplit(buffer.getInt(), buffer.getLong());
        }
    }
}
