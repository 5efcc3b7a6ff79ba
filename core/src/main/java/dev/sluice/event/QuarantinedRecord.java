package dev.sluice.event;

import dev.sluice.data.Batch;
import java.io.Serializable;

/**
 * A record that was left out because a function of the program threw on it.
 *
 * @param batch the batch it was in
 * @param operator the operator whose function threw
 * @param location the program line of the operator
 * @param record the record as it was given to the function
 * @param cause what the function threw
 */
public record QuarantinedRecord(Batch batch, String operator, String location, Object record, Throwable cause)
        implements Serializable {}
