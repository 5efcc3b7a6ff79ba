package dev.sluice.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdbcDialectTest {
    @Test
    void aDialectIsKnownByTheUrl() {
        Map<String, JdbcDialect> dialects = Map.of(
                "jdbc:postgresql://localhost/shop", JdbcDialect.POSTGRESQL,
                "jdbc:mysql://localhost/shop", JdbcDialect.MYSQL,
                "jdbc:mariadb://localhost/shop", JdbcDialect.MYSQL,
                "jdbc:sqlite:shop.db", JdbcDialect.SQLITE,
                "jdbc:h2:mem:shop", JdbcDialect.H2,
                "jdbc:sqlserver://localhost;databaseName=shop", JdbcDialect.SQLSERVER,
                "jdbc:oracle:thin:@localhost:1521/shop", JdbcDialect.ORACLE);
        dialects.forEach((url, dialect) -> assertThat(JdbcDialect.of(url)).isEqualTo(dialect));
        assertThatThrownBy(() -> JdbcDialect.of("jdbc:abacus:shop"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("which dialect of SQL databases of the kind 'abacus' speak is not known; say it with"
                        + " dialect(...), or give a statement of your own");
    }

    @Test
    void anUpsertInEachDialect() {
        Map<JdbcDialect, String> upserts = Map.of(
                JdbcDialect.POSTGRESQL,
                "insert into t (a, b, c, d) values (?, ?, ?, ?) on conflict (a, b) do update set c = excluded.c, d ="
                        + " excluded.d",
                JdbcDialect.SQLITE,
                "insert into t (a, b, c, d) values (?, ?, ?, ?) on conflict (a, b) do update set c = excluded.c, d ="
                        + " excluded.d",
                JdbcDialect.MYSQL,
                "insert into t (a, b, c, d) values (?, ?, ?, ?) on duplicate key update c = values(c), d = values(d)",
                JdbcDialect.H2,
                "merge into t (a, b, c, d) key (a, b) values (?, ?, ?, ?)",
                JdbcDialect.SQLSERVER,
                "merge into t with (holdlock) as t using (values (?, ?, ?, ?)) as s (a, b, c, d) on (t.a = s.a and t.b ="
                        + " s.b) when matched then update set t.c = s.c, t.d = s.d when not matched then insert (a, b, c,"
                        + " d) values (s.a, s.b, s.c, s.d);",
                JdbcDialect.ORACLE,
                "merge into t t using (select ? a, ? b, ? c, ? d from dual) s on (t.a = s.a and t.b = s.b) when matched"
                        + " then update set t.c = s.c, t.d = s.d when not matched then insert (a, b, c, d) values (s.a,"
                        + " s.b, s.c, s.d)");
        assertThat(upserts.keySet()).containsExactlyInAnyOrder(JdbcDialect.values());
        upserts.forEach((dialect, sql) -> assertThat(dialect.upsert("t", List.of("a", "b"), List.of("c", "d")))
                .as(dialect.name())
                .isEqualTo(sql));
    }

    @Test
    void anUpsertOfAKeyAlone() {
        Map<JdbcDialect, String> upserts = Map.of(
                JdbcDialect.POSTGRESQL, "insert into t (a) values (?) on conflict (a) do nothing",
                JdbcDialect.SQLITE, "insert into t (a) values (?) on conflict (a) do nothing",
                JdbcDialect.MYSQL, "insert into t (a) values (?) on duplicate key update a = values(a)",
                JdbcDialect.H2, "merge into t (a) key (a) values (?)",
                JdbcDialect.SQLSERVER,
                        "merge into t with (holdlock) as t using (values (?)) as s (a) on (t.a = s.a) when not matched"
                                + " then insert (a) values (s.a);",
                JdbcDialect.ORACLE,
                        "merge into t t using (select ? a from dual) s on (t.a = s.a) when not matched then insert (a)"
                                + " values (s.a)");
        upserts.forEach((dialect, sql) -> assertThat(dialect.upsert("t", List.of("a"), List.of()))
                .as(dialect.name())
                .isEqualTo(sql));
    }

    @Test
    void typesInEachDialect() {
        for (JdbcDialect dialect : JdbcDialect.values()) {
            boolean oracle = dialect == JdbcDialect.ORACLE;
            assertThat(dialect.number()).isEqualTo(oracle ? "number(19)" : "bigint");
            assertThat(dialect.text(9)).isEqualTo(oracle ? "varchar2(9)" : "varchar(9)");
        }
    }
}
