package dev.sluice.examples;

import dev.sluice.DStream;
import dev.sluice.StreamingContext;
import dev.sluice.data.KeyValue;
import dev.sluice.event.RecoveryReport;
import dev.sluice.event.StreamingListener;
import dev.sluice.examples.cli.Bulletin;
import dev.sluice.examples.cli.RunOptions;
import dev.sluice.examples.cli.Session;
import dev.sluice.source.FileOptions;
import dev.sluice.source.Sources;
import dev.sluice.state.StateSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Running counts of the words in files, into files: whenever it is killed, the next start goes on with it. */
@Command(name = "durable-wordcount", description = "counts words and goes on after a crash (checkpoint)")
final class DurableWordCount implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            required = true,
            description = "read the text files of a directory, those that are there and those that appear")
    private Path in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the counts there; default is the name of the input with -counts behind it")
    private @Nullable Path out;

    // snippet: durable-word-count
    /** Each word of a batch with how often it has occurred since the very first run. */
    static DStream<String> counts(DStream<String> lines) {
        return lines.flatMap(Words::of)
                .mapToPair(word -> KeyValue.of(word, 1L))
                .reduceByKey(Long::sum)
                .mapWithState(StateSpec.<String, Long, Long, String>function((word, news, sum) -> {
                    sum.update(sum.getOption().orElse(0L) + news.orElse(0L));
                    return word + " " + sum.get();
                }))
                .id("counts-of-words");
    }
    // end

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(in)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--in " + in + (Files.exists(in) ? " is not a directory" : " does not exist"));
        }
        options.requireCheckpoint();
        try (StreamingContext ssc = options.context("durable-wordcount", Duration.ofSeconds(1))
                .listener(new RecoveryNews())
                .build()) {
            DStream<String> lines = ssc.stream(Sources.textFiles(in, FileOptions.DEFAULT.withExisting()));
            DStream<String> counts = counts(lines).cache();
            counts.saveAsTextFiles(target() + "/counts", "txt");
            Bulletin bulletin = new Bulletin();
            counts.foreachRdd((words, batch) -> bulletin.post(batch, words.collect()));
            return Session.run(ssc, options);
        }
    }

    private Path target() {
        return out == null ? Path.of(in.toAbsolutePath().normalize() + "-counts") : out;
    }

    /** Says that a run goes on with what an earlier one left. */
    private static final class RecoveryNews implements StreamingListener {
        @Override
        public void onRecovered(RecoveryReport report) {
            System.out.println("run " + report.epoch() + " goes on after batch " + report.settledBatch() + "; "
                    + report.batchesAgain() + " batches are run again");
        }
    }
}
