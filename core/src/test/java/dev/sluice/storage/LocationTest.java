package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    @TempDir
    private Path directory;

    private static Object overTheWire(Serializable value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void aLocalPlaceIsANameInItsDirectory() {
        Location place = Location.local(directory + "/out/counts").plus("-1000");
        place.storage().createDirectories(place.path());
        assertThat(directory.resolve("out/counts-1000")).isDirectory();
        assertThat(place).hasToString(directory + "/out/counts-1000");
    }

    @Test
    void aPlaceInAStorageHasADirectoryAndAName() {
        Storage storage = new InMemoryStorage(new ManualClock());
        assertThat(List.of(new Location(storage, "a/b/c"), new Location(storage, "c")))
                .extracting(Location::directory, Location::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a/b", "c"), org.assertj.core.groups.Tuple.tuple("", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", ".", "..", "out/.."})
    void aPlaceWithoutANameIsRefused(String name) {
        assertThatThrownBy(() -> Location.local(name))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("a path must end with the name of a file or directory, but was \"" + name
                        + "\"; try \"out/counts\"");
    }

    @Test
    void aPlaceThatCannotBeIsRefused() {
        assertThatThrownBy(() -> Location.local("a\0b"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(
                        "the path \"a\uFFFDb\" cannot be on this machine: Nul character not allowed; use another name");
    }

    @Test
    void aLocalPlaceMeansTheSameWhereItIsSent() throws Exception {
        Location place = Location.local(directory + "/sent");
        Location arrived = (Location) overTheWire(place);
        assertThat(arrived.storage().putIfAbsent(arrived.path(), new byte[] {1, 2}))
                .isTrue();
        assertThat(place.storage().read(place.path(), 0, 9)).containsExactly(1, 2);
    }

    @Test
    void aStorageForTheOwnerAloneStaysOneWhereItIsSent() throws Exception {
        Storage arrived = (Storage) overTheWire(new LocalStorage(directory).ownerOnly());
        assertThat(arrived.putIfAbsent("secret", new byte[0])).isTrue();
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        java.nio.file.Files.getPosixFilePermissions(directory.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    static final class Point implements Serializable {
        private static final long serialVersionUID = 1L;
        int x = 7;
    }

    @Test
    void aRegistryAllowsTheSameWhereItIsSent() throws Exception {
        TypeRegistry registry = TypeRegistry.builder().allow(Point.class).build();
        TypeRegistry arrived = (TypeRegistry) overTheWire(registry);
        byte[] bytes = arrived.codec().encode(new Point());
        assertThat(registry.codec().decode(java.nio.ByteBuffer.wrap(bytes)))
                .isInstanceOfSatisfying(
                        Point.class, point -> assertThat(point.x).isEqualTo(7));
    }
}
