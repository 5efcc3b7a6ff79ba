package dev.sluice.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidKeyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedKeysTest {
    private static final class Anonymous {}

    private record Sample(String name, byte[] data) {}

    private record HalfEqual(String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof HalfEqual;
        }
    }

    private record Unreadable(String name) {
        @Override
        public String name() {
            throw new UncheckedIOException(new IOException("the disk is gone"));
        }
    }

    @Test
    void nullIsRefused() {
        assertRefused(
                null,
                "a key cannot be null: filter such records out, or give them a key that says so,"
                        + " for example Optional.empty()");
    }

    @Test
    void arraysAreRefused() {
        assertRefused(
                new int[] {1}, "an array (int[]) cannot be a key: arrays compare by identity; use List or a record");
        assertRefused(
                new String[0], "an array (String[]) cannot be a key: arrays compare by identity; use List or a record");
    }

    @Test
    void objectsHashedByIdentityAreRefused() {
        assertRefused(
                new Anonymous(),
                "dev.sluice.data.RefusedKeysTest$Anonymous cannot be a key: it does not declare hashCode, so each object"
                        + " is a key of its own and a restart places it elsewhere; make it a record, or declare equals and"
                        + " hashCode from its content");
        assertRefused(
                new ArrayDeque<>(List.of(1)), "java.util.ArrayDeque cannot be a key: it does not declare hashCode");
        assertRefused(new StringBuilder("a"), "java.lang.StringBuilder cannot be a key: it does not declare hashCode");
        assertRefused(String.class, "java.lang.Class cannot be a key: it does not declare hashCode");
    }

    @Test
    void whatIsInsideAKeyIsNamedByItsPlace() {
        String array = "an array (byte[]) cannot be a key: arrays compare by identity; use List or a record";
        byte[] bytes = {1};
        assertRefused(
                new Sample("s", bytes), "component data of record dev.sluice.data.RefusedKeysTest$Sample: " + array);
        assertRefused(List.of(bytes), "an element of a List: " + array);
        assertRefused(Set.of(bytes), "an element of a Set: " + array);
        assertRefused(Map.of(bytes, 1), "a key of a Map: " + array);
        assertRefused(Map.of(1, bytes), "a value of a Map: " + array);
        assertRefused(Optional.of(bytes), "the value of an Optional: " + array);
        assertRefused(Pair.of(bytes, 1), "the first part of a Pair: " + array);
        assertRefused(KeyValue.of(1, List.of(bytes)), "the second part of a KeyValue: an element of a List: " + array);
        assertRefused(
                new Triple<>(1, 2, Arrays.asList(null, bytes)),
                "component third of record dev.sluice.data.Triple: an element of a List: " + array);
    }

    @Test
    void aRecordThatDeclaresOnlyEqualsIsRefused() {
        assertRefused(
                new HalfEqual("a"),
                "record dev.sluice.data.RefusedKeysTest$HalfEqual cannot be a key: it declares equals but not hashCode,"
                        + " so equal keys can have different hashes; declare both or neither");
    }

    @Test
    void aRecordWhoseAccessorThrowsIsRefused() {
        assertRefused(
                new Unreadable("a"),
                "component name of record dev.sluice.data.RefusedKeysTest$Unreadable could not be read:"
                        + " java.io.UncheckedIOException: java.io.IOException: the disk is gone");
    }

    @Test
    void aUrlIsRefused() throws MalformedURLException {
        assertRefused(
                URI.create("http://example.org/").toURL(),
                "a java.net.URL cannot be a key: it compares by looking its host up; use java.net.URI");
    }

    @Test
    void aRecordInAClosedModuleIsRefusedWithTheLineThatOpensIt(@TempDir Path directory) throws Exception {
        Object key = keyOfAClosedModule(directory);
        assertRefused(
                key,
                "record closed.inner.Hidden cannot be a key: its module closed does not let Sluice read it;"
                        + " write \"opens closed.inner;\" in its module-info, or declare equals and hashCode in the record");
    }

    private static Object keyOfAClosedModule(Path directory) throws Exception {
        Path classes = directory.resolve("classes");
        compile(
                classes,
                write(directory, "module-info.java", "module closed { exports closed.api; }"),
                write(
                        directory,
                        "closed/inner/Hidden.java",
                        "package closed.inner; public record Hidden(String name) {}"),
                write(directory, "closed/api/Keys.java", """
                        package closed.api;
                        public class Keys {
                            public static Object key() { return new closed.inner.Hidden("a"); }
                        }
                        """));
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed"));
        Module closed = boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
                .findModule("closed")
                .orElseThrow();
        return Class.forName(closed, "closed.api.Keys").getMethod("key").invoke(null);
    }

    private static String write(Path directory, String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text).toString();
    }

    private static void compile(Path classes, String... sources) {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        arguments.addAll(List.of(sources));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(status).isZero();
    }

    private static void assertRefused(Object key, String explanation) {
        assertThatThrownBy(() -> StableHash.of(key))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith(explanation);
    }
}
