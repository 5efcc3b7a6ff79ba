package dev.sluice.strict;

import dev.sluice.error.CodecException;
import dev.sluice.storage.RecordCodec;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes records and reads them back, to see that they would survive a disk or a wire. Safe for any thread. */
public final class RecordCheck {
    private final RecordCodec codec;

    /** A check by the codec that would really be used. */
    public RecordCheck(RecordCodec codec) {
        this.codec = codec;
    }

    /**
     * Demands that a record can be written and comes back as it was: of the same class, unless that is a collection of
     * the JDK, and with the same content, where its class knows what that is by {@code equals}.
     *
     * @param origin the operator and program line that made the record, for example {@code map at Foo.java:12}
     * @return the record that came back, which shares nothing with the one that was given
     * @throws CodecException if it does not; the text names what is lost, but never shows the values
     */
    public @Nullable Object roundTrip(@Nullable Object record, String origin) {
        Object back = writtenAndRead(record, origin);
        Optional<String> difference = SameContent.difference(record, back);
        if (difference.isPresent()) {
            throw new CodecException("a record of " + origin + " is not the same after it was written and read: "
                    + difference.get() + "; make its class a record of plain values, or give it a codec:"
                    + " StreamingContext.builder(…).codec(…)");
        }
        return back;
    }

    private @Nullable Object writtenAndRead(@Nullable Object record, String origin) {
        try {
            return codec.decode(ByteBuffer.wrap(codec.encode(record)));
        } catch (CodecException e) {
            throw new CodecException("a record of " + origin + " cannot be written and read: " + e.getMessage(), e);
        }
    }
}
