package dev.sluice.journal;

import dev.sluice.storage.TypeRegistry;
import java.time.Duration;

/**
 * What a journal has to know of the program that writes it.
 *
 * @param zeroMillis the end of the interval before the first batch, if the job begins now
 * @param types which classes may be written and read back
 */
public record ProgramFacts(String name, Duration interval, long zeroMillis, TypeRegistry types) {}
