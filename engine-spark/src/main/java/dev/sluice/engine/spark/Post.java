package dev.sluice.engine.spark;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpoint;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.util.RpcUtils;
import scala.Function1;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Messages from executors to the driver, on the connections that Spark itself has between them, with its encryption and
 * authentication. They are bytes, because Spark reads them with a class loader that does not know the program.
 */
final class Post {
    private Post() {}

    /** Takes a message and replies to it later, on any thread. */
    @FunctionalInterface
    interface Box {
        void take(byte[] message, Consumer<byte[]> reply);
    }

    /** An open box. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /** Opens a box in the driver. Its messages come on threads of Spark, which must not be held up. */
    static Open open(SparkContext context, String name, Box box) {
        RpcEnv connections = context.env().rpcEnv();
        RpcEndpointRef opened = connections.setupEndpoint(name, new Endpoint(connections, box));
        return () -> connections.stop(opened);
    }

    /** Sends a message to a box in the driver, and waits for the reply. */
    static byte[] ask(String name, byte[] message) throws IOException, InterruptedException {
        SparkEnv env = SparkEnv.get();
        if (env == null) {
            throw new IOException("Spark is stopped in this process");
        }
        return ask(env.conf(), env.rpcEnv(), name, message);
    }

    private static byte[] ask(SparkConf conf, RpcEnv connections, String name, byte[] message)
            throws IOException, InterruptedException {
        try {
            RpcEndpointRef box = RpcUtils.makeDriverRef(name, conf, connections);
            return (byte[]) box.askSync(message, Spark.tag());
        } catch (Exception failed) { // Scala throws checked exceptions without saying so
            if (failed instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IOException("the driver did not answer: " + failed, failed);
        }
    }

    private static final class Endpoint implements RpcEndpoint {
        private final RpcEnv connections;
        private final Box box;

        Endpoint(RpcEnv connections, Box box) {
            this.connections = connections;
            this.box = box;
        }

        @Override
        public RpcEnv rpcEnv() {
            return connections;
        }

        @Override
        public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext call) {
            return new Receiving(box, call::reply);
        }
    }

    private static final class Receiving extends AbstractPartialFunction<Object, BoxedUnit> {
        private final Box box;
        private final Consumer<Object> reply;

        Receiving(Box box, Consumer<Object> reply) {
            this.box = box;
            this.reply = reply;
        }

        @Override
        public boolean isDefinedAt(Object message) {
            return message instanceof byte[];
        }

        @Override
        public BoxedUnit apply(Object message) {
            box.take((byte[]) message, reply::accept);
            return BoxedUnit.UNIT;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A, B> B applyOrElse(A message, Function1<A, B> otherwise) {
            return isDefinedAt(message) ? (B) apply(message) : otherwise.apply(message);
        }
    }
}
