package dev.sluice.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/**
 * A class that is {@link dev.sluice.plan.Copyable}: its code, and what reads its fields.
 *
 * @param constructor the parameters of its constructor
 */
record Template(MethodHandles.Lookup lookup, byte[] code, MethodType constructor, MethodHandle[] fields) {
    private static final ClassValue<Template> ALL = new ClassValue<>() {
        @Override
        protected Template computeValue(Class<?> type) {
            try {
                return read(type);
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException(type + " cannot be copied: " + e, e);
            }
        }
    };

    /**
     * The template of a class.
     *
     * @throws RuntimeException where its code is not at hand
     */
    static Template of(Class<?> type) {
        return ALL.get(type);
    }

    private static Template read(Class<?> type) throws IOException, ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        Field[] declared = Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toArray(Field[]::new);
        MethodHandle[] fields = new MethodHandle[declared.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = lookup.unreflectGetter(declared[i]).asType(MethodType.methodType(Object.class, Object.class));
        }
        Class<?>[] types = Stream.of(declared).map(Field::getType).toArray(Class<?>[]::new);
        return new Template(lookup, code(type), MethodType.methodType(void.class, types), fields);
    }

    private static byte[] code(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("there is no " + file);
            }
            return in.readAllBytes();
        }
    }

    /** The constructor of a new copy of the class: from an array of its arguments to an object. */
    MethodHandle copy() throws ReflectiveOperationException {
        MethodHandles.Lookup copy = lookup.defineHiddenClass(code, true);
        return copy.findConstructor(copy.lookupClass(), constructor)
                .asSpreader(Object[].class, constructor.parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /** The fields of an object of the class. */
    Object[] fieldsOf(Object original) throws Throwable {
        Object[] values = new Object[fields.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Object) fields[i].invokeExact(original);
        }
        return values;
    }
}
