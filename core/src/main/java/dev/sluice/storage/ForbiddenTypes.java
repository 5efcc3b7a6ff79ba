package dev.sluice.storage;

import dev.sluice.error.CodecException;
import java.io.IOException;
import java.lang.invoke.SerializedLambda;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.JdkProxySerializer;
import org.apache.fory.serializer.LambdaSerializer;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.collection.CollectionSerializer;

/**
 * Takes back what Fory would let pass unasked and what is no data: classes, lambdas, proxies, exceptions, and the bounded
 * queues, which it writes so that they cannot be read.
 */
final class ForbiddenTypes {
    private static final List<Class<?>> UNASKED = List.of(
            Class.class,
            SerializedLambda.class,
            LambdaSerializer.ReplaceStub.class,
            JdkProxySerializer.ReplaceStub.class,
            Throwable.class,
            Exception.class,
            RuntimeException.class,
            NullPointerException.class,
            IOException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class);

    private static final List<Class<?>> QUEUES = List.of(ArrayBlockingQueue.class, LinkedBlockingQueue.class);

    private ForbiddenTypes() {}

    static void forbid(Fory fory, TypePolicy policy) {
        for (Class<?> type : UNASKED) {
            if (!policy.allows(type)) {
                fory.registerSerializer(type, new Refusal(fory.getConfig(), type));
            }
        }
        for (Class<?> type : QUEUES) {
            fory.registerSerializer(type, new RefusalOfQueue(fory.getTypeResolver(), type));
        }
    }

    private static final class Refusal extends Serializer<Object> {
        private final Class<?> refused;

        @SuppressWarnings("unchecked")
        Refusal(Config config, Class<?> type) {
            super(config, (Class<Object>) type);
            refused = type;
        }

        @Override
        public void write(WriteContext out, Object value) {
            throw refusal();
        }

        @Override
        public Object read(ReadContext in) {
            throw refusal();
        }

        private CodecException refusal() {
            return TypePolicy.refusal(refused);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class RefusalOfQueue extends CollectionSerializer<Collection> {
        @SuppressWarnings("unchecked")
        RefusalOfQueue(TypeResolver types, Class<?> type) {
            super(types, (Class<Collection>) type);
        }

        @Override
        public void write(WriteContext out, Collection value) {
            throw refusal();
        }

        @Override
        public Collection read(ReadContext in) {
            throw refusal();
        }

        private CodecException refusal() {
            return new CodecException("a " + type.getTypeName()
                    + " is for threads to meet at, not data to store; store its elements as a list");
        }
    }
}
