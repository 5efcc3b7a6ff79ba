package dev.sluice.benchmarks;

import dev.sluice.peers.workload.Outcome;
import dev.sluice.peers.workload.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs contenders, each in a JVM of its own, with the same options.
 *
 * @param jvmOptions what all have: heap, collector, processors
 */
record PeerProcess(List<String> jvmOptions) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES_SHOWN = 30;

    /**
     * Runs one to its end.
     *
     * @throws IllegalStateException if it fails or does not end; with the end of what it printed
     */
    Outcome run(PeerContender contender, Setting setting) throws IOException, InterruptedException {
        Path log = Files.createTempFile("sluice-bench-" + contender + "-" + setting.workload(), ".log");
        Process process = new ProcessBuilder(command(contender, setting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Duration most = setting.warm().plus(setting.length()).plus(PATIENCE);
            if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                throw failed(contender, "did not end within " + most.toSeconds() + " s", log);
            }
        } finally {
            process.destroyForcibly();
        }
        List<Outcome> said = Files.readAllLines(log).stream()
                .flatMap(line -> Outcome.of(line).stream())
                .toList();
        if (process.exitValue() != 0 || said.size() != 1) {
            throw failed(contender, "ended with " + process.exitValue(), log);
        }
        Files.delete(log);
        return said.get(0);
    }

    private List<String> command(PeerContender contender, Setting setting) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(contender.command());
        command.addAll(setting.arguments());
        return command;
    }

    private static IllegalStateException failed(PeerContender contender, String how, Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> end = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
        return new IllegalStateException(contender + " " + how + "; all that it printed is in " + log + ", which ends: "
                + System.lineSeparator() + String.join(System.lineSeparator(), end));
    }
}
