package dev.sluice.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for brokers. */
final class Answers {
    private Answers() {}

    /**
     * The answer.
     *
     * @throws KafkaException what the brokers say instead, or a timeout if they say nothing in time
     */
    static <T> T await(KafkaFuture<T> answer, String servers, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "no answer from " + servers + " within " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while waiting for " + servers, e);
        }
    }
}
