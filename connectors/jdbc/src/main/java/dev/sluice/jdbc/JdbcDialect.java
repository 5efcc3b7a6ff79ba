package dev.sluice.jdbc;

import dev.sluice.error.InvalidProgramException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What databases say in different words. Chosen by the URL unless said otherwise. */
public enum JdbcDialect {
    /** PostgreSQL and what speaks like it. */
    POSTGRESQL("postgresql", "cockroachdb", "redshift") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return onConflict(table, keys, others);
        }

        @Override
        Optional<String> socketTimeout(Duration time) {
            return Optional.of(Long.toString(time.plusMillis(999).toSeconds()));
        }
    },
    /** SQLite, from 3.24 on. */
    SQLITE("sqlite") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return onConflict(table, keys, others);
        }
    },
    /** MySQL and MariaDB; the key is the primary key or a unique one of the table. */
    MYSQL("mysql", "mariadb") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            List<String> changed = others.isEmpty() ? keys.subList(0, 1) : others;
            return insert(table, all(keys, others)) + " on duplicate key update "
                    + each(changed, column -> column + " = values(" + column + ")");
        }

        @Override
        Optional<String> socketTimeout(Duration time) {
            return Optional.of(Long.toString(time.toMillis()));
        }
    },
    /** H2. */
    H2("h2") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            List<String> columns = all(keys, others);
            return "merge into " + table + " (" + each(columns, Function.identity()) + ") key ("
                    + each(keys, Function.identity()) + ") values (" + each(columns, column -> "?") + ")";
        }
    },
    /** SQL Server. */
    SQLSERVER("sqlserver") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            List<String> columns = all(keys, others);
            return "merge into " + table + " with (holdlock) as t using (values (" + each(columns, column -> "?")
                    + ")) as s (" + each(columns, Function.identity()) + ")" + matched(keys, others) + ";";
        }

        @Override
        Optional<String> socketTimeout(Duration time) {
            return Optional.of(Long.toString(time.toMillis()));
        }
    },
    /** Oracle. */
    ORACLE("oracle") {
        @Override
        String upsert(String table, List<String> keys, List<String> others) {
            return "merge into " + table + " t using (select " + each(all(keys, others), column -> "? " + column)
                    + " from dual) s" + matched(keys, others);
        }

        @Override
        String number() {
            return "number(19)";
        }

        @Override
        String text(int chars) {
            return "varchar2(" + chars + ")";
        }
    };

    private final List<String> names;

    JdbcDialect(String... names) {
        this.names = List.of(names);
    }

    /**
     * The dialect of a database.
     *
     * @param url begins with {@code jdbc:} and the name of the database's kind
     * @throws InvalidProgramException if none is known for it
     */
    static JdbcDialect of(String url) {
        return known(url)
                .orElseThrow(
                        () -> new InvalidProgramException("which dialect of SQL databases of the kind '" + kind(url)
                                + "' speak is not known; say it with dialect(...), or give a statement of your own"));
    }

    /** The dialect of a database, if it is known. */
    static Optional<JdbcDialect> known(String url) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.names.contains(kind(url)))
                .findFirst();
    }

    private static String kind(String url) {
        return url.split(":", 3)[1];
    }

    /** A statement that writes a row, or changes the one that has its key; its values are those of keys, then others. */
    abstract String upsert(String table, List<String> keys, List<String> others);

    /** What the driver calls this time in its property {@code socketTimeout}, if it has one. */
    Optional<String> socketTimeout(Duration time) {
        return Optional.empty();
    }

    /** The type of whole numbers of 64 bits. */
    String number() {
        return "bigint";
    }

    /** The type of text. */
    String text(int chars) {
        return "varchar(" + chars + ")";
    }

    static String insert(String table, List<String> columns) {
        return "insert into " + table + " (" + each(columns, Function.identity()) + ") values ("
                + each(columns, column -> "?") + ")";
    }

    private static String onConflict(String table, List<String> keys, List<String> others) {
        String change =
                others.isEmpty() ? "nothing" : "update set " + each(others, column -> column + " = excluded." + column);
        return insert(table, all(keys, others)) + " on conflict (" + each(keys, Function.identity()) + ") do " + change;
    }

    private static String matched(List<String> keys, List<String> others) {
        List<String> columns = all(keys, others);
        String on = keys.stream().map(key -> "t." + key + " = s." + key).collect(Collectors.joining(" and "));
        String change = others.isEmpty()
                ? ""
                : " when matched then update set " + each(others, column -> "t." + column + " = s." + column);
        return " on (" + on + ")" + change + " when not matched then insert (" + each(columns, Function.identity())
                + ") values (" + each(columns, column -> "s." + column) + ")";
    }

    private static List<String> all(List<String> keys, List<String> others) {
        return Stream.concat(keys.stream(), others.stream()).toList();
    }

    private static String each(List<String> columns, Function<String, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
