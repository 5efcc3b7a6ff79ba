package dev.sluice.journal;

import dev.sluice.error.CodecException;
import dev.sluice.storage.TypeRegistry;
import java.nio.ByteBuffer;

/** What a batch read, as text. Only objects of classes that the types let pass are made for it. */
record ReadingText(TypeRegistry types) {
    String of(byte[] reading) {
        if (reading.length == 0) {
            return "nothing";
        }
        try {
            return String.valueOf(types.codec().decode(ByteBuffer.wrap(reading)));
        } catch (CodecException e) {
            String reason = String.valueOf(e.getMessage());
            int advice = reason.indexOf(';');
            return reading.length + " bytes that cannot be shown here: "
                    + (advice < 0 ? reason : reason.substring(0, advice));
        } catch (RuntimeException e) {
            return reading.length + " bytes that cannot be shown here: " + e;
        }
    }
}
