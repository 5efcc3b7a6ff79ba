package dev.sluice.kafka;

import dev.sluice.error.SinkException;
import dev.sluice.error.SluiceException;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** What failures of the clients become: typed, with the sink and what to do. */
final class SinkFailure {
    private SinkFailure() {}

    /** What a call of the clients gives. */
    static <A> A told(SinkOptions options, Callable<A> call) throws Exception {
        try {
            return call.call();
        } catch (KafkaException e) {
            throw of(options, e);
        }
    }

    static RuntimeException of(SinkOptions options, Exception thrown) {
        if (thrown instanceof SluiceException known) {
            return known;
        }
        return new SinkException(
                options.name() + " at " + options.servers() + ": " + reason(thrown) + remedy(thrown), thrown);
    }

    private static String reason(Exception thrown) {
        String text = thrown.getMessage();
        return text == null
                ? thrown.getClass().getSimpleName()
                : text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String remedy(Exception thrown) {
        if (thrown instanceof TimeoutException) {
            return "; are the brokers up, and the topic there? Nothing of the partition is lost: the batch writes it when"
                    + " it runs again";
        } else if (thrown instanceof ProducerFencedException || thrown instanceof InvalidProducerEpochException) {
            return "; another attempt at this partition has begun, or the transaction took longer than its"
                    + " transaction.timeout.ms. Nothing of it is seen: the batch writes it when it runs again";
        } else if (thrown instanceof RecordTooLargeException) {
            return "; the limits are max.request.size of the sink and max.message.bytes of the topic";
        } else if (thrown instanceof AuthorizationException) {
            return "; the sink needs to write its topics, and for exactly once to read the one of its marks, to write"
                    + " transactional ids and to read groups that begin with sluice-";
        } else if (thrown instanceof AuthenticationException) {
            return "; see the properties of the sink for SASL and TLS";
        }
        return "";
    }
}
