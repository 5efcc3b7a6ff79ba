package dev.sluice.strict;

import dev.sluice.error.InvalidProgramException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/**
 * Serializes the functions of a program, to see that they could be sent elsewhere. A function that cannot is explained
 * by the captured object that is in the way. Bytes never come from outside: only what was just written is read.
 */
public final class FunctionCheck {
    private FunctionCheck() {}

    /**
     * Demands that a function can be serialized with all it captures.
     *
     * @param origin the operator and program line that the function belongs to, for example {@code map at Foo.java:12}
     * @throws InvalidProgramException if it cannot; the text names the field or variable and what to do
     */
    public static void requireSerializable(Object function, String origin) {
        serialize(function, origin);
    }

    /**
     * A copy of a function with copies of all it captures, as another process would get it. What the copy changes is
     * not seen by the original, so a program that counts on it fails here and not first on a cluster.
     *
     * @param origin as in {@link #requireSerializable}
     * @throws InvalidProgramException if the function cannot be serialized or read back
     */
    @SuppressWarnings({"unchecked", "BanSerializableRead"})
    public static <T> T copy(T function, String origin) {
        byte[] bytes = serialize(function, origin);
        try (ObjectInputStream in = new LoadedInput(bytes, function.getClass().getClassLoader())) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new InvalidProgramException(
                    "the function of " + origin + " can be serialized but not read back: " + e
                            + "; capture plain values and create the rest inside the function",
                    e);
        }
    }

    private static byte[] serialize(Object function, String origin) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(function);
        } catch (NotSerializableException e) {
            throw new InvalidProgramException(Explanation.of(function, origin, e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            throw new InvalidProgramException(
                    "the function of " + origin + " cannot be serialized: " + e
                            + "; capture plain values and create the rest inside the function",
                    e);
        } catch (StackOverflowError e) {
            throw new InvalidProgramException(
                    "the function of " + origin + " captures an object that is nested too deeply to be serialized;"
                            + " capture a flat form of it",
                    e);
        }
        return bytes.toByteArray();
    }

    /** Finds classes where the function itself was found. */
    private static final class LoadedInput extends ObjectInputStream {
        private final ClassLoader loader;

        LoadedInput(byte[] bytes, ClassLoader loader) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(java.io.ObjectStreamClass description)
                throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
