package dev.sluice.storage;

import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may become bytes and be read back from them: records, enums and the value and collection types of the
 * JDK always, any other class only when it was declared here. So damaged or foreign bytes cannot create objects that
 * the program never stores. Immutable; safe for any thread.
 *
 * <p>Serialized, it is its declarations, with the codecs given, which must then be serializable; where it is read back,
 * classes are looked for by the context class loader.
 */
public final class TypeRegistry implements Serializable {
    private final transient Declared declared;
    private final transient RecordCodec codec;

    private TypeRegistry(Declared declared, @Nullable ClassLoader loader) {
        this.declared = declared;
        codec = new RecordCodec(new ForyCodec(new TypePolicy(declared.allowed, loader), declared.codecs));
    }

    /** Nothing but records, enums and JDK values, found by the class loader of the calling thread. */
    public static TypeRegistry defaults() {
        return builder().build();
    }

    /** A registry to declare classes in. */
    public static Builder builder() {
        return new Builder();
    }

    /** The codec for everything this registry lets pass. */
    public RecordCodec codec() {
        return codec;
    }

    private Object writeReplace() {
        return declared;
    }

    /** What is written in place of a registry. */
    private record Declared(Set<Class<?>> allowed, Map<Class<?>, Codec<?>> codecs) implements Serializable {
        Declared {
            allowed = Set.copyOf(allowed);
            codecs = Map.copyOf(codecs);
        }

        private Object readResolve() {
            return new TypeRegistry(this, Thread.currentThread().getContextClassLoader());
        }
    }

    /** Collects declarations. Not safe for threads. */
    public static final class Builder {
        private final Set<Class<?>> allowed = new HashSet<>();
        private final Map<Class<?>, Codec<?>> codecs = new HashMap<>();
        private @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

        private Builder() {}

        /**
         * Lets objects of exactly these classes pass, field by field; of a sealed type, all the classes it permits.
         *
         * @throws InvalidProgramException if a class can have no objects that are stored
         */
        public Builder allow(Class<?>... types) {
            for (Class<?> type : types) {
                allow(type.isArray() ? type.getComponentType() : type);
            }
            return this;
        }

        /**
         * Lets objects of exactly this class pass, as the bytes of its own codec.
         *
         * @throws InvalidProgramException if no object is of exactly this class
         */
        public <T> Builder codec(Class<T> type, Codec<T> codec) {
            requireConcrete(type);
            codecs.put(type, codec);
            allowed.add(type);
            return this;
        }

        /** Looks for classes here; the context class loader of the thread that made this builder otherwise. */
        public Builder classLoader(ClassLoader classLoader) {
            loader = classLoader;
            return this;
        }

        /** The registry of what was declared so far. */
        public TypeRegistry build() {
            return new TypeRegistry(new Declared(allowed, codecs), loader);
        }

        private void allow(Class<?> type) {
            if (type.isSealed()) {
                for (Class<?> permitted : type.getPermittedSubclasses()) {
                    allow(permitted);
                }
            }
            if (!type.isSealed() || !Modifier.isAbstract(type.getModifiers())) {
                requireConcrete(type);
                allowed.add(type);
            }
        }

        private static void requireConcrete(Class<?> type) {
            if (type.isPrimitive() || type.isArray() || Modifier.isAbstract(type.getModifiers())) {
                throw new InvalidProgramException("no object is of exactly the type " + type.getTypeName()
                        + "; declare the classes that the program makes objects of");
            }
            if (type.isHidden() || type.isAnonymousClass()) {
                throw new InvalidProgramException("the class " + type.getTypeName()
                        + " has no name that a later run would find; give it one, as a record or a named class");
            }
        }
    }
}
