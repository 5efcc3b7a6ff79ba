package dev.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.StorageException;
import dev.sluice.time.ManualClock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadOnlyStorageTest {
    private final InMemoryStorage storage = new InMemoryStorage(new ManualClock());
    private final ReadOnlyStorage readOnly = new ReadOnlyStorage(storage);

    @Test
    void whatIsThereCanBeRead() throws Exception {
        storage.putIfAbsent("a", new byte[] {1, 2, 3});

        assertThat(readOnly.list("")).isEqualTo(storage.list(""));
        assertThat(readOnly.read("a", 1, 9)).containsExactly(2, 3);
        assertThat(readOnly.open("a").readAllBytes()).containsExactly(1, 2, 3);
        assertThat(readOnly.exists("a")).isTrue();
        assertThat(readOnly.exists("b")).isFalse();
    }

    @Test
    void nothingCanBeChanged() {
        storage.putIfAbsent("a", new byte[] {1});
        List<Entry> before = storage.list("");
        List<Consumer<Storage>> changes = List.of(
                changed -> changed.create("b"),
                changed -> changed.putIfAbsent("b", new byte[0]),
                changed -> changed.rename("a", "b"),
                changed -> changed.sync("a"),
                changed -> changed.syncDirectory(""),
                changed -> changed.delete("a"),
                changed -> changed.createDirectories("c"));

        for (Consumer<Storage> change : changes) {
            assertThatThrownBy(() -> change.accept(readOnly))
                    .isInstanceOf(StorageException.class)
                    .hasMessageEndingWith("the storage is only read here; nothing was changed");
        }
        assertThat(storage.list("")).isEqualTo(before);
    }
}
