package dev.sluice.sink;

import dev.sluice.file.Author;
import dev.sluice.storage.Durability;
import java.io.Serializable;

/**
 * Which run writes into a sink.
 *
 * @param job names the history that the run is a part of, the same in every run of it: the program's name, and with a
 *     checkpoint directory its identity too
 * @param epoch grows with every run that takes over the directory; 0 without one, where nobody can take over
 * @param durability what the run survives, and so what its outputs have to
 */
public record RunId(String job, long epoch, Durability durability) implements Serializable {
    /** A run without a directory. */
    public static RunId of(String job) {
        return new RunId(job, 0, Durability.NONE);
    }

    /** What it writes into files is known by. */
    Author author() {
        return new Author(job, epoch, durability == Durability.POWER);
    }
}
