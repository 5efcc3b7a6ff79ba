package dev.sluice.conformance.simulation;

import dev.sluice.conformance.simulation.Program.FeedKind;
import dev.sluice.conformance.simulation.Program.OutputKind;
import dev.sluice.conformance.simulation.Program.Written;
import dev.sluice.conformance.simulation.Stream.Input;
import dev.sluice.conformance.simulation.Stream.Joined;
import dev.sluice.conformance.simulation.Stream.Made;
import dev.sluice.conformance.simulation.Stream.United;
import dev.sluice.conformance.simulation.TimeWindow.Kind;
import java.util.List;

/** The reference programs, one for each family of operators. */
final class Programs {
    private static final Stream FIRST = new Input(0);
    private static final Stream SECOND = new Input(1);

    static final Program STATELESS = one(
            "stateless",
            FeedKind.REPLAYABLE,
            OutputKind.FILES,
            new Made(new Made(FIRST, RecordByRecord.MAP), RecordByRecord.FILTER));
    static final Program UPDATE_STATE =
            one("update state", FeedKind.REPLAYABLE, OutputKind.UPSERTED, new Made(FIRST, new UpdateState()));
    static final Program MAP_WITH_STATE =
            one("map with state", FeedKind.RELIABLE, OutputKind.TRANSACTIONAL, new Made(FIRST, new Running(2)));
    static final Program SLIDING_WINDOW = one(
            "sliding window",
            FeedKind.LOSSY,
            OutputKind.TRANSACTIONAL,
            new Made(FIRST, new TimeWindow(Kind.SUM, 4, 2)));
    static final Program INVERSE_WINDOW = one(
            "inverse window", FeedKind.RELIABLE, OutputKind.FILES, new Made(FIRST, new TimeWindow(Kind.INVERSE, 3, 1)));
    static final Program COUNT_WINDOWS = new Program(
            "count windows",
            List.of(FeedKind.REPLAYABLE),
            List.of(
                    new Written(new Made(FIRST, new CountWindow(3, 3)), OutputKind.TRANSACTIONAL),
                    new Written(new Made(FIRST, new CountWindow(4, 2)), OutputKind.ACTED)));
    static final Program WINDOW_AND_JOIN = new Program(
            "window and join",
            List.of(FeedKind.RELIABLE, FeedKind.REPLAYABLE),
            List.of(new Written(
                    new Joined(new Made(FIRST, new TimeWindow(Kind.RECORDS, 2, 1)), SECOND),
                    OutputKind.TRANSACTIONAL)));
    static final Program STREAM_JOIN = new Program(
            "join of streams",
            List.of(FeedKind.REPLAYABLE, FeedKind.FILES),
            List.of(new Written(
                    new Joined(
                            new Made(FIRST, new TimeWindow(Kind.RECORDS, 3, 1)),
                            new Made(SECOND, new TimeWindow(Kind.RECORDS, 2, 1))),
                    OutputKind.FILES)));
    static final Program STATE_AND_TWO_OUTPUTS = new Program(
            "state and two outputs",
            List.of(FeedKind.FILES),
            List.of(
                    new Written(new Made(FIRST, new Running(3)), OutputKind.FILES),
                    new Written(new Made(FIRST, new UpdateState()), OutputKind.TRANSACTIONAL)));
    static final Program UNION = new Program(
            "union",
            List.of(FeedKind.LOSSY, FeedKind.REPLAYABLE),
            List.of(new Written(
                    new Made(new Made(new United(FIRST, SECOND), RecordByRecord.REPARTITION), RecordByRecord.REDUCE),
                    OutputKind.TRANSACTIONAL)));

    static final List<Program> ALL = List.of(
            STATELESS,
            UPDATE_STATE,
            MAP_WITH_STATE,
            SLIDING_WINDOW,
            INVERSE_WINDOW,
            COUNT_WINDOWS,
            WINDOW_AND_JOIN,
            STREAM_JOIN,
            STATE_AND_TWO_OUTPUTS,
            UNION);

    private Programs() {}

    private static Program one(String name, FeedKind feed, OutputKind output, Stream stream) {
        return new Program(name, List.of(feed), List.of(new Written(stream, output)));
    }
}
