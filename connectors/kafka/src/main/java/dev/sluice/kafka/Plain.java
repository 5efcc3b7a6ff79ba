package dev.sluice.kafka;

import org.jspecify.annotations.Nullable;

/** Writing whose records are seen at once. */
final class Plain implements RecordWriter.Writing {
    private static final String USE = "plain";

    private final SinkOptions options;

    Plain(SinkOptions options) {
        this.options = options;
    }

    static SinkProducer producer(SinkOptions options) {
        @Nullable SinkProducer idle = SinkClients.of(options).take(USE);
        return idle == null ? SinkProducer.plain(options) : idle;
    }

    @Override
    public void end(SinkProducer producer) {
        producer.kafka().flush();
    }

    @Override
    public void giveBack(SinkProducer producer) {
        SinkClients.of(options).giveBack(USE, producer);
    }

    @Override
    public RuntimeException failure(Exception thrown) {
        return SinkFailure.of(options, thrown);
    }
}
