package dev.sluice.strict;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a serializable lambda or method reference captures. */
record LambdaParts(SerializedLambda lambda) {
    static @Nullable LambdaParts of(Object object) {
        Class<?> type = object.getClass();
        if (!(object instanceof Serializable) || !(type.isHidden() || type.isSynthetic())) {
            return null;
        }
        try {
            Method replacement = type.getDeclaredMethod("writeReplace");
            replacement.setAccessible(true);
            return replacement.invoke(object) instanceof SerializedLambda lambda ? new LambdaParts(lambda) : null;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return null;
        }
    }

    List<Captured> captures() {
        List<Captured> captures = new ArrayList<>();
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            Object value = lambda.getCapturedArg(i);
            if (value != null) {
                captures.add(capture(i, value));
            }
        }
        return captures;
    }

    private Captured capture(int position, Object value) {
        boolean isReceiver = position == 0 && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
        String method = lambda.getImplMethodName();
        if (isReceiver && !method.startsWith("lambda$")) {
            return Captured.root(value, "the object before `::" + method + "`", method);
        } else if (isReceiver) {
            return Captured.root(value, "`this`", "this");
        }
        return Captured.root(value, "a local variable", "variable");
    }
}
