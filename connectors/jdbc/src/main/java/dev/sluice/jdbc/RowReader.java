package dev.sluice.jdbc;

import java.io.Serializable;
import java.sql.ResultSet;

/** Makes a value of a row. */
@FunctionalInterface
public interface RowReader<A> extends Serializable {
    /** The value of the row that the result stands at; does not move it. */
    A read(ResultSet row) throws Exception;
}
