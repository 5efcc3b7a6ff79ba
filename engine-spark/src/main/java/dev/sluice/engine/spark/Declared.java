package dev.sluice.engine.spark;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.storage.TypeRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** What a program declared, as bytes on its way to executors. */
final class Declared {
    private Declared() {}

    /** The types as bytes. */
    static byte[] written(TypeRegistry types) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(types);
        } catch (IOException e) {
            throw new InvalidProgramException(
                    "a codec of the program cannot be sent to executors: " + e
                            + "; let what it holds be Serializable, or transient and made when it is needed",
                    e);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // these bytes come from the program's own driver
    static TypeRegistry read(byte[] bytes) {
        try (ObjectInputStream in = new Wire.ByContext(new ByteArrayInputStream(bytes))) {
            return (TypeRegistry) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new InvalidProgramException("what the program declared cannot be read in this process: " + e, e);
        }
    }
}
