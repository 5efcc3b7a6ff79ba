package dev.sluice.peers.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * One run.
 *
 * @param master of Spark
 * @param warm how many batches are not measured
 * @param batches how many are
 * @param directory for what it writes; seen by all processes of the run
 */
public record BatchSetting(BatchProgram program, String master, int warm, int batches, Path directory) {
    /** The setting that a process was started with. */
    public static BatchSetting of(String[] arguments) {
        return new BatchSetting(
                BatchProgram.of(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Path.of(arguments[4]));
    }

    /** What a process is started with. */
    public List<String> arguments() {
        return List.of(
                program.toString(), master, Integer.toString(warm), Integer.toString(batches), directory.toString());
    }

    /** All batches. */
    public int total() {
        return warm + batches;
    }
}
