package dev.sluice.conformance.simulation;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.error.SluiceException;
import dev.sluice.source.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * A broker: sends blocks until each is acknowledged, which happens when the receiver has stored it. It sends on the thread
 * of the life, between two advances of its clock.
 */
final class ReliableFeed implements Feed {
    private final String name;
    private final Mistake mistake;
    private final List<long[]> unacknowledged = new ArrayList<>();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private Receiving receiver = new Receiving();
    private long given;

    ReliableFeed(String name, Mistake mistake) {
        this.name = name;
        this.mistake = mistake;
    }

    @Override
    public DStream<Event> define(StreamingContext context, Moment life) {
        receiver = new Receiving();
        return context.receiverStream(receiver);
    }

    @Override
    public void started(StreamingContext context) throws InterruptedException {
        boolean started = false;
        while (!started && context.failure().isEmpty()) {
            started = receiver.started.await(10, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void give(Moment life, int records) {
        if (records > 0) {
            unacknowledged.add(new long[] {given, given + records});
            given += records;
        }
        for (long[] block : List.copyOf(unacknowledged)) {
            send(life, block);
        }
    }

    private void send(Moment life, long[] block) {
        try {
            life.call(name);
            if (mistake == Mistake.ACKNOWLEDGED_BEFORE_STORED) {
                unacknowledged.remove(block);
            }
            LongStream.range(block[0], block[1]).forEach(id -> attempts.merge(id, 1, Integer::sum));
            receiver.store(LongStream.range(block[0], block[1])
                    .mapToObj(Event::numbered)
                    .toList());
            life.call(name);
            unacknowledged.remove(block);
        } catch (SluiceException sentAgainLater) {
            if (life.disk().isCrashed()) {
                throw new IllegalStateException(sentAgainLater);
            }
        }
    }

    @Override
    public long given() {
        return given;
    }

    @Override
    public void judge(List<Cut> cuts, Findings findings) {
        Map<Long, Integer> seen = new HashMap<>();
        cuts.forEach(cut -> cut.events().forEach(event -> seen.merge(event.id(), 1, Integer::sum)));
        for (long id = 0; id < given; id++) {
            int times = seen.getOrDefault(id, 0);
            if (times < 1 || times > attempts.getOrDefault(id, 0)) {
                findings.add(name + " sent record " + id + " " + attempts.getOrDefault(id, 0)
                        + " times until it was acknowledged, but the batches have it " + times + " times");
            }
        }
    }

    private static final class Receiving extends Receiver<Event> {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch started = new CountDownLatch(1);

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onStop() {}
    }
}
