package dev.sluice.data;

import dev.sluice.error.InvalidKeyException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides once for each class how its instances are hashed, or why they cannot be keys. */
final class HashRules extends ClassValue<HashRule> {
    private static final HashRules RULES = new HashRules();

    private HashRules() {}

    static HashRule of(Class<?> type) {
        return RULES.get(type);
    }

    @Override
    protected HashRule computeValue(Class<?> type) {
        HashRule known = ValueHash.ruleFor(type);
        if (known != null) {
            return known;
        }
        if (type.isArray()) {
            return refusal("an array (" + type.getSimpleName()
                    + ") cannot be a key: arrays compare by identity; use List or a record");
        }
        if (Enum.class.isAssignableFrom(type)) {
            return key -> ((Enum<?>) key).name().hashCode();
        }
        if (type.isRecord()) {
            return recordRule(type);
        }
        return type == URL.class
                ? refusal("a java.net.URL cannot be a key: it compares by looking its host up; use java.net.URI")
                : containerOrOwnRule(type);
    }

    private static HashRule recordRule(Class<?> type) {
        if (!isWritten(type, "hashCode")) {
            return isWritten(type, "equals", Object.class)
                    ? refusal("record " + type.getName() + " cannot be a key: it declares equals but not hashCode,"
                            + " so equal keys can have different hashes; declare both or neither")
                    : RecordHash.ruleFor(type);
        }
        return Object::hashCode;
    }

    private static HashRule containerOrOwnRule(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return key -> ContainerHash.ofList((List<?>) key);
        }
        if (Set.class.isAssignableFrom(type)) {
            return key -> ContainerHash.ofSet((Set<?>) key);
        }
        if (Map.class.isAssignableFrom(type)) {
            return key -> ContainerHash.ofMap((Map<?, ?>) key);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return key -> ContainerHash.ofEntry((Map.Entry<?, ?>) key);
        }
        if (type == Optional.class) {
            return key -> ContainerHash.ofOptional((Optional<?>) key);
        }
        return declaresHashCode(type) ? Object::hashCode : refusal(identityHashed(type));
    }

    /** Whether a record's method was written by hand: those that the compiler adds are final. */
    private static boolean isWritten(Class<?> type, String name, Class<?>... parameters) {
        try {
            int modifiers = type.getDeclaredMethod(name, parameters).getModifiers();
            return !Modifier.isFinal(modifiers);
        } catch (NoSuchMethodException absent) {
            return false;
        }
    }

    private static boolean declaresHashCode(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException absent) {
            return false;
        }
    }

    private static String identityHashed(Class<?> type) {
        return type.getName() + " cannot be a key: it does not declare hashCode, so each object is a key of its own and"
                + " a restart places it elsewhere; make it a record, or declare equals and hashCode from its content";
    }

    private static HashRule refusal(String reason) {
        return key -> {
            throw new InvalidKeyException(reason);
        };
    }
}
