package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fory.resolver.TypeChecker;
import org.apache.fory.resolver.TypeResolver;
import org.jspecify.annotations.Nullable;

/** Decides by name, before a class is even initialised, whether it may be written or read. */
final class TypePolicy implements TypeChecker {
    private final Set<String> allowed;
    private final @Nullable ClassLoader loader;

    TypePolicy(Set<Class<?>> allowed, @Nullable ClassLoader loader) {
        this.allowed = allowed.stream().map(Class::getName).collect(Collectors.toUnmodifiableSet());
        this.loader = loader;
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    boolean allows(Class<?> type) {
        return allowed.contains(type.getName());
    }

    @Override
    public boolean checkType(TypeResolver resolver, String className) {
        String name = component(className);
        if (!name.isEmpty() && !allowed.contains(name) && !JdkTypes.contains(name)) {
            require(name);
        }
        return true;
    }

    private void require(String name) {
        Class<?> type = find(name);
        // What has no objects of its own can do no harm: it stands for the type of a field or of an array.
        if (!type.isRecord() && !isEnum(type) && !Modifier.isAbstract(type.getModifiers())) {
            throw refusal(type);
        }
    }

    static CodecException refusal(Class<?> type) {
        return new CodecException("the class " + type.getTypeName()
                + " is neither a record, an enum nor a value of the JDK, and was not declared;"
                + " make it a record, or declare it: StreamingContext.builder(…).allow(" + type.getSimpleName()
                + ".class)");
    }

    private Class<?> find(String name) {
        if (name.contains("$$Lambda")) {
            throw new CodecException(
                    "a lambda (" + name + ") is code, and only data is stored; store what it computes instead");
        }
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new CodecException(
                    "the class " + CodecFailure.printable(name)
                            + " is not on the class path of this program; bring it back under this name,"
                            + " or read with the program that wrote it",
                    e);
        }
    }

    private static boolean isEnum(Class<?> type) {
        return Enum.class.isAssignableFrom(type);
    }

    /** The name of the class in a name such as {@code [[Lcom.acme.Point;}; empty for an array of primitives. */
    private static String component(String className) {
        int dimensions = 0;
        while (dimensions < className.length() && className.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return className;
        }
        boolean ofObjects = className.startsWith("L", dimensions) && className.endsWith(";");
        return ofObjects ? className.substring(dimensions + 1, className.length() - 1) : "";
    }
}
