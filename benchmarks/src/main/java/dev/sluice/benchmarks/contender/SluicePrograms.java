package dev.sluice.benchmarks.contender;

import dev.sluice.DStream;
import dev.sluice.PairDStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.Batch;
import dev.sluice.data.KeyValue;
import dev.sluice.data.Pair;
import dev.sluice.peers.workload.AdData;
import dev.sluice.peers.workload.AdEvent;
import dev.sluice.peers.workload.BatchSize;
import dev.sluice.peers.workload.Data;
import dev.sluice.peers.workload.Form;
import dev.sluice.peers.workload.Input;
import dev.sluice.peers.workload.Inputs;
import dev.sluice.peers.workload.Lateness;
import dev.sluice.peers.workload.Pace;
import dev.sluice.peers.workload.Tally;
import dev.sluice.peers.workload.Workload;
import dev.sluice.rdd.Rdd;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.window.Aggregates;
import dev.sluice.window.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/** The workloads as programs of Sluice, written the usual way. */
record SluicePrograms(StreamingContext context, BatchSize size, Duration interval) {
    /** Defines the program; what results it gives. */
    Form define(Workload workload) {
        switch (workload) {
            case GREP -> grep();
            case WORD_COUNT -> wordCount();
            case STATE, DURABLE_STATE -> state();
            case SLIDING -> sliding();
            case SLIDING_MAX -> slidingMax();
            case ADS -> ads(this.<AdEvent>stream("events", 0));
            case ADS_JSON -> ads(this.<String>stream("lines", 0).map(AdEvent::parse));
            case SESSIONS -> sessions();
            case JOIN -> join();
            case LATENCY -> latency();
        }
        return switch (workload) {
            case STATE, DURABLE_STATE, LATENCY -> Form.UPDATES;
            default -> Form.BATCHES;
        };
    }

    private <T> DStream<T> stream(String name, int first) {
        return context.directStream(name, ShareSource.<T>of(first, size));
    }

    private void grep() {
        this.<String>stream("lines", 0)
                .filter(line -> line.contains(Data.NEEDLE))
                .count()
                .foreachRdd(counts -> counts.collect().forEach(Tally::add));
    }

    private void wordCount() {
        this.<String>stream("lines", 0)
                .flatMap(line -> Arrays.asList(line.split(" ")))
                .mapToPair(word -> KeyValue.of(word, 1L))
                .reduceByKey(Long::sum)
                .foreachRdd(counts -> counts.foreachPartition(SluicePrograms::addWords));
    }

    private static void addWords(Iterator<KeyValue<String, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            KeyValue<String, Long> count = counts.next();
            answer += count.value() * Data.mix(count.key());
        }
        Tally.add(answer);
    }

    private void state() {
        this.<Long>stream("keys", 0)
                .mapToPair(key -> KeyValue.of(key, Data.amount(key)))
                .mapWithState(StateSpec.function(SluicePrograms::sum))
                .foreachRdd(sums -> sums.foreachPartition(SluicePrograms::addNumbers));
    }

    private static Long sum(Long key, Optional<Long> amount, State<Long> state) {
        long sum = state.getOption().orElse(0L) + amount.orElse(0L);
        state.update(sum);
        return Data.mix(key) * sum;
    }

    private static void addNumbers(Iterator<Long> numbers) {
        long answer = 0;
        while (numbers.hasNext()) {
            answer += numbers.next();
        }
        Tally.add(answer);
    }

    private void sliding() {
        this.<Long>stream("keys", 0)
                .mapToPair(key -> KeyValue.of(key, 1L))
                .reduceByKeyAndWindow(Long::sum, (all, leaving) -> all - leaving, window(), interval)
                .foreachRdd(SluicePrograms::addWindow);
    }

    private Duration window() {
        return interval.multipliedBy(Inputs.current().slides());
    }

    /** A batch is a second of the data's own time. */
    private static void addWindow(Rdd<KeyValue<Long, Long>> results, Batch batch) {
        long second = batch.id() - 1;
        results.foreachPartition(part -> addWindow(second, part));
    }

    private void slidingMax() {
        this.<Long>stream("measurements", 0)
                .mapToPair(record -> KeyValue.of(Data.measuredKey(record), Data.measuredValue(record)))
                .aggregateByKey(Window.sliding(window(), interval), Aggregates.<Long>max())
                .foreachRdd(SluicePrograms::addWindow);
    }

    private static void ads(DStream<AdEvent> events) {
        events.filter(event -> event.eventType().equals(AdEvent.VIEW))
                .mapToPair(event -> KeyValue.of(AdData.campaign(event.ad()), 1L))
                .reduceByKey(Long::sum)
                .foreachRdd((counts, batch) -> {
                    long second = batch.id() - 1;
                    counts.foreachPartition(part -> addCampaigns(second, part));
                });
    }

    private static void addCampaigns(long second, Iterator<KeyValue<String, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            KeyValue<String, Long> count = counts.next();
            answer += Tally.windowed(second, AdData.number(count.key()), count.value());
        }
        Tally.addWindow(second, answer);
    }

    /** A session that is not over: the batch of its last record, and how many it has. */
    private record Session(long last, long count) {}

    private void sessions() {
        this.<Long>stream("visits", 0)
                .mapToPair(key -> KeyValue.of(key, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.function(SluicePrograms::ended)
                        .timeout(interval.multipliedBy(Data.SESSION_SILENCE - 1)))
                .foreachRdd(SluicePrograms::addWindow);
    }

    /** The session that has ended, by a record after a long silence or without one. */
    private static Optional<KeyValue<Long, Long>> ended(
            Batch batch, Long key, Optional<Long> records, State<Session> state) {
        Session before = state.exists() ? state.get() : new Session(batch.id(), 0);
        boolean goesOn = batch.id() - before.last() < Data.SESSION_SILENCE;
        if (records.isPresent()) {
            state.update(new Session(batch.id(), records.get() + (goesOn ? before.count() : 0)));
        }
        return goesOn ? Optional.empty() : Optional.of(KeyValue.of(key, before.count()));
    }

    private static void addWindow(long second, Iterator<KeyValue<Long, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            KeyValue<Long, Long> count = counts.next();
            answer += Tally.windowed(second, count.key(), count.value());
        }
        Tally.addWindow(second, answer);
    }

    private void join() {
        PairDStream<Long, Long> left = this.<Long>stream("left", 0).keyBy(Data::joinKey);
        PairDStream<Long, Long> right = this.<Long>stream("right", Input.SHARES).keyBy(Data::joinKey);
        left.join(right).foreachRdd(pairs -> pairs.foreachPartition(SluicePrograms::addPairs));
    }

    private static void addPairs(Iterator<KeyValue<Long, Pair<Long, Long>>> pairs) {
        long answer = 0;
        while (pairs.hasNext()) {
            Pair<Long, Long> pair = pairs.next().value();
            answer += Data.joined(pair.first(), pair.second());
        }
        Tally.add(answer);
    }

    private void latency() {
        Pace pace = Inputs.current().pace();
        ShareSource<Long> numbers = new ShareSource<>(0, size, source -> position -> position * Input.SHARES + source);
        context.directStream("numbers", numbers)
                .mapToPair(number -> KeyValue.of(Data.latencyKey(number), number))
                .mapWithState(StateSpec.function(SluicePrograms::count))
                .foreachRdd(counts -> counts.foreachPartition(part -> addLate(pace, part)));
    }

    private static KeyValue<Long, Long> count(Long key, Optional<Long> number, State<Long> state) {
        long count = state.getOption().orElse(0L) + 1;
        state.update(count);
        return KeyValue.of(number.orElseThrow(), Data.mix(key) * count);
    }

    private static void addLate(Pace pace, Iterator<KeyValue<Long, Long>> counts) {
        long answer = 0;
        while (counts.hasNext()) {
            KeyValue<Long, Long> count = counts.next();
            answer += count.value();
            Lateness.OF_ALL.add(pace.lateNanos(count.key() / Input.SHARES));
        }
        Tally.add(answer);
    }
}
