package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somewhere in a value is an object of a class that has a {@code writeReplace} or {@code readResolve}. */
final class RefusedObject extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Class<?> refused;
    private final transient @Nullable Object object;

    /**
     * A refusal.
     *
     * @param object the object; null where it is not there, because it was to be read
     */
    RefusedObject(Class<?> refused, @Nullable Object object) {
        super(refused.getTypeName(), null, false, false);
        this.refused = refused;
        this.object = object;
    }

    /** What to tell who gave the value, or wanted to read it. */
    CodecException told(@Nullable Object value) {
        String name = "a " + refused.getTypeName();
        String path = value == null || object == null ? null : FieldPath.to(object, value);
        boolean many = Collection.class.isAssignableFrom(refused) || Map.class.isAssignableFrom(refused);
        return new CodecException(
                (path == null ? name : path + ", " + name + ",") + " cannot be stored: its class has a"
                        + " writeReplace or readResolve, which is for Java serialization and not followed here;"
                        + " keep in a record what it is made of"
                        + (many
                                ? ""
                                : ", or give the class a codec: StreamingContext.builder(…).codec("
                                        + refused.getSimpleName() + ".class, …)"));
    }
}
