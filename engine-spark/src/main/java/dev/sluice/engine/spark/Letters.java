package dev.sluice.engine.spark;

import dev.sluice.error.CodecException;
import dev.sluice.error.FencedException;
import dev.sluice.storage.RecordCodec;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Letters to the driver of an engine.
 *
 * @param box the name of its box
 * @param engine names the engine whose types the letters hold
 */
record Letters(String box, String engine) implements Serializable {
    /**
     * Sends a letter and waits for the reply.
     *
     * @throws FencedException if the sender has nothing more to say
     */
    @Nullable
    Serializable ask(Letter letter) throws IOException, InterruptedException {
        RecordCodec codec = Types.codec(engine);
        Letter answer = read(Post.ask(box, Wire.write(letter, codec)), codec);
        if (answer instanceof Letter.Reply reply) {
            return reply.message();
        }
        if (answer instanceof Letter.Fenced fenced) {
            throw new FencedException(fenced.reason());
        }
        throw new IOException(answer instanceof Letter.Failed failed ? failed.reason() : "unknown answer " + answer);
    }

    private static @Nullable Letter read(byte[] bytes, RecordCodec codec) throws IOException {
        try {
            return (Letter) Wire.read(bytes, codec);
        } catch (CodecException e) {
            throw new IOException("the driver's answer cannot be read: " + e.getMessage(), e);
        }
    }
}
