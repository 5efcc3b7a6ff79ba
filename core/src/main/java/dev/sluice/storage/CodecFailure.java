package dev.sluice.storage;

import dev.sluice.error.CodecException;
import org.apache.fory.exception.ForyException;
import org.jspecify.annotations.Nullable;

/** Turns what a serializer throws into one typed failure that names the cause and what to do. */
final class CodecFailure {
    private static final int TEXT_CHARS_MAX = 300;

    private CodecFailure() {}

    static CodecException ofWriting(@Nullable Object value, Throwable failure) {
        CodecException known = known(failure);
        if (known != null) {
            return known;
        }
        RefusedObject refused = find(failure, RefusedObject.class);
        if (refused != null) {
            return refused.told(value);
        }
        if (find(failure, StackOverflowError.class) != null) {
            return tooDeep(value, failure);
        }
        return new CodecException(
                cannotWrite(value) + reason(failure)
                        + "; store another form of it, or give its class a codec of its own",
                failure);
    }

    static CodecException tooDeep(@Nullable Object value, Throwable failure) {
        return new CodecException(
                cannotWrite(value) + "it contains itself, or is nested too deeply; store a flat form of it", failure);
    }

    static CodecException ofReading(int bytes, Throwable failure) {
        CodecException known = known(failure);
        if (known != null) {
            return known;
        }
        RefusedObject refused = find(failure, RefusedObject.class);
        if (refused != null) {
            return refused.told(null);
        }
        return new CodecException(
                "cannot read " + bytes + " bytes as values: " + reason(failure)
                        + "; they are damaged, or their classes changed in a way that cannot be followed",
                failure);
    }

    /** Whether the virtual machine gave up in the middle of something, which may have left anything half done. */
    static boolean leftHalfDone(Throwable failure) {
        return find(failure, VirtualMachineError.class) != null;
    }

    static <E extends Throwable> @Nullable E find(Throwable failure, Class<E> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }

    private static @Nullable CodecException known(Throwable failure) {
        VirtualMachineError fatal = find(failure, VirtualMachineError.class);
        if (fatal != null && !(fatal instanceof StackOverflowError)) {
            throw fatal;
        }
        return find(failure, CodecException.class);
    }

    /** The innermost cause says most: those around it only say that something went wrong. */
    private static String reason(Throwable failure) {
        return printable(innermost(failure));
    }

    /** Damaged bytes may end up in a text as anything. */
    static String printable(String text) {
        String start = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) + "…" : text;
        return start.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String innermost(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String text = reason.getMessage();
        String name = reason.getClass().getSimpleName();
        if (text == null || text.isBlank()) {
            return name;
        }
        return reason instanceof ForyException ? text : name + " (" + text + ")";
    }

    private static String cannotWrite(@Nullable Object value) {
        String what = value == null ? "null" : "a value of " + value.getClass().getTypeName();
        return "cannot write " + what + " as bytes: ";
    }
}
