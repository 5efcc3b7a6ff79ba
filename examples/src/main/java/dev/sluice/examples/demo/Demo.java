package dev.sluice.examples.demo;

import dev.sluice.Builder;
import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.batch.OverloadPolicy;
import dev.sluice.batch.StopReport;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.time.Clock;
import dev.sluice.time.SystemClock;
import dev.sluice.window.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a program at work on a simulated field of sensor tags. */
@Command(name = "demo", description = "watches a simulated field of sensor tags: rates, batch times, windows, alerts")
public final class Demo implements Callable<Integer> {
    private static final int TAGS_MAX = 10_000;
    private static final int RATE_MAX = 10_000_000;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration UNTIL_ALL_IS_CHECKED = Duration.ofMinutes(5);

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--tags",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many tags there are, with ten sensors each; default ${DEFAULT-VALUE}")
    private int tags;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many records a second all tags send together; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(names = "--brief", description = "one line a second, also on a terminal")
    private boolean brief;

    @Option(
            names = "--check",
            description = "compare all that comes out with a plain computation over what was sent, and end with 1 if"
                    + " anything is lost, twice or wrong; keeps everything in memory")
    private boolean check;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Duration interval = options.batchInterval().orElse(INTERVAL);
        Scene scene = Scene.of(new TagField(tags), rate, interval, options.limit());
        Clock clock = new SystemClock();
        Board board = new Board(interval, clock);
        View view = brief ? new BriefView(new Terminal(System.out, System.getenv())) : view(scene);
        Optional<Recount> recount = check ? Optional.of(new Recount(scene)) : Optional.empty();
        try (TagServer server = new TagServer(scene.field(), rate, clock);
                StreamingContext ssc = context(board);
                Showing showing = new Showing(view, board)) {
            watch(ssc.socketTextStream(server.host(), server.port()), scene, board, recount);
            showing.begin();
            int code = Session.run(ssc, scene.limit(), report -> farewell(showing, report, recount));
            return recount.filter(wrong -> !wrong.differences().isEmpty()).isPresent() ? 1 : code;
        }
    }

    /** Who watches wants to see what is, so a batch that is late takes in all that has arrived. */
    private StreamingContext context(Board board) {
        Builder builder = options.context("demo", INTERVAL)
                .overload(OverloadPolicy.coalesce())
                .listener(board);
        return check ? builder.stopTimeout(UNTIL_ALL_IS_CHECKED).build() : builder.build();
    }

    private void check() {
        List<String> problems = new ArrayList<>();
        if (tags < 1 || tags > TAGS_MAX) {
            problems.add("--tags must be from 1 to " + TAGS_MAX + ", but was " + tags);
        }
        if (rate < 1 || rate > RATE_MAX) {
            problems.add("--rate must be from 1 to " + RATE_MAX + ", but was " + rate);
        }
        if (!problems.isEmpty()) {
            throw new ParameterException(command.commandLine(), String.join("; ", problems));
        }
    }

    private static View view(Scene scene) {
        Terminal terminal = new Terminal(System.out, System.getenv());
        return terminal.isInteractive()
                ? new LiveView(new ScreenLayout(scene, terminal.hasColours()), terminal)
                : new PlainView(terminal);
    }

    private static void watch(DStream<String> lines, Scene scene, Board board, Optional<Recount> recount) {
        recount.ifPresent(count -> lines.foreachRdd((rdd, batch) -> count.heard(batch.time(), rdd.collect())));
        DStream<Reading> readings = SensorWatch.readings(lines);
        SensorWatch.overview(SensorWatch.spans(readings, Window.sliding(scene.window(), scene.slide())))
                .foreachRdd((rdd, batch) -> {
                    Map<Sensor, Span> spans = rdd.collectAsMap();
                    board.spans(spans);
                    recount.ifPresent(count -> count.spans(batch.time(), spans));
                });
        SensorWatch.alerts(readings, scene.patience()).foreachRdd((rdd, batch) -> {
            List<Alert> alerts = rdd.collect();
            board.alerts(alerts);
            recount.ifPresent(count -> count.alerts(batch.time(), alerts));
        });
    }

    private static void farewell(Showing showing, StopReport report, Optional<Recount> recount) {
        showing.end();
        System.out.println(" " + Session.text(report));
        recount.ifPresent(count -> System.out.println(" " + count.text()));
    }
}
