package dev.sluice.strict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which captured object keeps a function from being serialized, where it is, and what to do about it. */
final class Explanation {
    private Explanation() {}

    static String of(Object function, String origin, @Nullable String className) {
        String start = "the function of " + origin + " captures ";
        Optional<Captured> culprit = CaptureSearch.firstNotSerializable(function);
        if (culprit.isEmpty()) {
            return start + "an object of the class " + className + ", which is not serializable; "
                    + "copy what you need into a local variable";
        }
        return start + culprit.get().where() + ", " + article(culprit.get().type()) + ", which is not serializable"
                + byWay(culprit.get()) + "; " + remedy(culprit.get());
    }

    private static String byWay(Captured captured) {
        return captured.path().equals(captured.shortPath()) ? "" : " (as " + captured.path() + ")";
    }

    private static String remedy(Captured captured) {
        if (captured.isThis()) {
            return "copy the fields that the function uses into local variables, or make "
                    + captured.type().getSimpleName() + " implement Serializable";
        }
        return "copy what you need into a local variable, or create it inside the function";
    }

    /** A name that a reader of the program knows: a lambda's class has none, so it goes by its interface. */
    private static String article(Class<?> type) {
        if (type.isHidden() || type.isSynthetic()) {
            Class<?>[] interfaces = type.getInterfaces();
            return interfaces.length == 0 ? "a lambda" : "a lambda for " + interfaces[0].getSimpleName();
        }
        String name = type.isAnonymousClass() ? type.getTypeName() : type.getSimpleName();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }
}
