package dev.sluice.journal;

import java.util.Map;
import java.util.TreeMap;

/**
 * What holds for all runs of a job so far, as of one settled batch.
 *
 * @param name the program's name
 * @param main the program's class or jar, for people; empty where it is not known
 * @param zeroMillis the end of the interval before the very first batch, which slides are counted from
 * @param intervalMicros the batch interval of the run that wrote this
 * @param parallelism the number of partitions that the engine of that run took by default
 * @param version the last settled batch; 0 for none
 * @param timeMicros its time; that of {@code zeroMillis} for none
 * @param recordsMax the most records that back-pressure let a batch take
 * @param outputs the numbers of the output operations by their ids
 * @param states the versions of the states by the ids of their owners
 */
record RunFacts(
        String name,
        String main,
        long zeroMillis,
        long intervalMicros,
        int parallelism,
        long version,
        long timeMicros,
        long recordsMax,
        Map<String, Integer> outputs,
        Map<String, StateFacts> states) {
    /**
     * What is known of a state.
     *
     * @param version the batch that wrote it last
     * @param partitions how many it is in
     * @param shape what its rows are: a program goes on with them only if it wants the same, see {@link Compatibility}
     * @param operator the operator and its program line, for people
     */
    record StateFacts(long version, int partitions, String shape, String operator) {}

    RunFacts {
        outputs = new TreeMap<>(outputs);
        states = new TreeMap<>(states);
    }

    RunFacts at(long newVersion, long newTimeMicros, long newRecordsMax, Map<String, StateFacts> newStates) {
        return new RunFacts(
                name,
                main,
                zeroMillis,
                intervalMicros,
                parallelism,
                newVersion,
                newTimeMicros,
                newRecordsMax,
                outputs,
                newStates);
    }

    /** The same with the numbers that a run gave. */
    RunFacts numbered(Map<String, Integer> numbers) {
        return new RunFacts(
                name, main, zeroMillis, intervalMicros, parallelism, version, timeMicros, recordsMax, numbers, states);
    }

    void write(FieldWriter out) {
        out.text(name).text(main).number(zeroMillis).micros(intervalMicros).number(parallelism);
        out.number(version).micros(timeMicros).number(recordsMax);
        out.all(outputs.entrySet(), entry -> out.text(entry.getKey()).number(entry.getValue()));
        out.all(
                states.entrySet(),
                entry -> out.text(entry.getKey())
                        .number(entry.getValue().version)
                        .number(entry.getValue().partitions)
                        .text(entry.getValue().shape)
                        .text(entry.getValue().operator));
    }

    static RunFacts read(FieldReader in) {
        String name = in.text();
        String main = in.text();
        long zero = in.number();
        long interval = in.micros();
        int parallelism = in.count();
        long version = in.number();
        long time = in.micros();
        long recordsMax = in.number();
        Map<String, Integer> outputs = new TreeMap<>();
        in.all(() -> outputs.put(in.text(), in.count()));
        Map<String, StateFacts> states = new TreeMap<>();
        in.all(() -> states.put(in.text(), new StateFacts(in.number(), in.count(), in.text(), in.text())));
        return new RunFacts(name, main, zero, interval, parallelism, version, time, recordsMax, outputs, states);
    }
}
