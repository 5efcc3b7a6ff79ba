package dev.sluice.jdbc;

import dev.sluice.sink.Delivery;
import java.io.Serializable;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where and how a sink writes. A value: {@link #with} gives a changed copy, and nobody else changes one. */
final class JdbcOptions implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    final JdbcDatabase database;
    /** What is written to, for people. */
    final String shown;
    /** Of this sink in all processes that write for it. */
    final String id = UUID.randomUUID().toString().substring(0, 8);

    Delivery delivery = Delivery.TRANSACTIONAL_BY_PARTITION;
    /** Null for that of the URL. */
    @Nullable
    JdbcDialect dialect;
    /** The table of the marks. */
    String marks = "sluice_marks";
    /** How many rows are sent together. */
    int rows = 1_000;

    JdbcOptions(JdbcDatabase database, String shown) {
        this.database = database;
        this.shown = shown;
    }

    /** A copy to which something was done. */
    JdbcOptions with(Consumer<JdbcOptions> change) {
        try {
            JdbcOptions changed = (JdbcOptions) clone();
            change.accept(changed);
            return changed;
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String name() {
        return "jdbc " + shown + " at " + database;
    }

    /** The dialect, which must be known. */
    JdbcDialect dialect() {
        return dialect == null ? JdbcDialect.of(database.url()) : dialect;
    }

    /** The dialect for types that nearly all databases have. */
    JdbcDialect anyDialect() {
        return dialect == null ? JdbcDialect.known(database.url()).orElse(JdbcDialect.POSTGRESQL) : dialect;
    }
}
