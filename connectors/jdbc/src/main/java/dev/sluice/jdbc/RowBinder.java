package dev.sluice.jdbc;

import java.io.Serializable;
import java.sql.PreparedStatement;

/** Sets the parameters of a statement for a record. */
@FunctionalInterface
public interface RowBinder<T> extends Serializable {
    /** Sets all parameters; does not execute, and leaves no others behind. */
    void bind(PreparedStatement statement, T record) throws Exception;
}
