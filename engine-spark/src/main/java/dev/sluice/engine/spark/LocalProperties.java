package dev.sluice.engine.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** Properties of the thread, by which Spark knows what it does. */
final class LocalProperties {
    private LocalProperties() {}

    /** Works with these properties; then they are what they were before. */
    static <T> T with(SparkContext context, Map<String, String> properties, Supplier<T> work) {
        Map<String, @Nullable String> before = new HashMap<>();
        properties.forEach((name, value) -> {
            before.put(name, context.getLocalProperty(name));
            context.setLocalProperty(name, value);
        });
        try {
            return work.get();
        } finally {
            before.forEach(context::setLocalProperty);
        }
    }
}
