package dev.sluice.data;

import dev.sluice.error.InvalidKeyException;
import dev.sluice.error.SluiceException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** Hashes a record by its components in order; primitive components are not boxed. */
final class RecordHash implements HashRule {
    static final int SEED = 17;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType OBJECT_TO_INT = MethodType.methodType(int.class, Object.class);

    private final Class<?> type;
    private final RecordComponent[] components;
    private final MethodHandle[] hashes;

    private RecordHash(Class<?> type, RecordComponent[] components, MethodHandle[] hashes) {
        this.type = type;
        this.components = components;
        this.hashes = hashes;
    }

    static HashRule ruleFor(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandle[] hashes = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            hashes[i] = handleOf(type, components[i]);
        }
        return new RecordHash(type, components, hashes);
    }

    @Override
    public int hash(Object key) {
        int hash = SEED;
        for (int i = 0; i < hashes.length; i++) {
            hash = StableHash.combine(hash, hashOf(key, i));
        }
        return hash;
    }

    private int hashOf(Object key, int component) {
        try {
            return (int) hashes[component].invokeExact(key);
        } catch (InvalidKeyException refused) {
            throw new InvalidKeyException(place(component) + ": " + refused.getMessage(), refused);
        } catch (SluiceException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new InvalidKeyException(place(component) + " could not be read: " + thrown, thrown);
        }
    }

    private String place(int component) {
        return "component " + components[component].getName() + " of record " + type.getName();
    }

    private static MethodHandle handleOf(Class<?> type, RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            accessor.setAccessible(true);
            MethodHandle read = LOOKUP.unreflect(accessor);
            Class<?> taken = hashedAs(component.getType());
            MethodHandle hash = LOOKUP.findStatic(ComponentHash.class, "of", MethodType.methodType(int.class, taken));
            return MethodHandles.filterReturnValue(read.asType(read.type().changeReturnType(taken)), hash)
                    .asType(OBJECT_TO_INT);
        } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
            throw new InvalidKeyException(cannotBeRead(type), closed);
        }
    }

    private static Class<?> hashedAs(Class<?> component) {
        if (component == byte.class || component == short.class || component == char.class) {
            return int.class;
        }
        return component.isPrimitive() ? component : Object.class;
    }

    private static String cannotBeRead(Class<?> type) {
        return "record " + type.getName() + " cannot be a key: its module "
                + type.getModule().getName()
                + " does not let Sluice read it; write \"opens " + type.getPackageName()
                + ";\" in its module-info, or declare equals and hashCode in the record";
    }
}
