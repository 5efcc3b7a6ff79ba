package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Files.writeSynced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.InvalidProgramException;
import dev.sluice.error.StorageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedDamageTest {
    private final SimulatedStorage storage = new SimulatedStorage();

    @BeforeEach
    void write() {
        storage.createDirectories("d");
        writeSynced(storage, "a", "abc");
        writeSynced(storage, "d/b", "xyz");
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of(Damage.flipBit("a", 0), "flip bit 0 of 'a'", "{a=`bc, d/b=xyz}"),
                Arguments.of(Damage.flipBit("a", 17), "flip bit 17 of 'a'", "{a=aba, d/b=xyz}"),
                Arguments.of(Damage.truncate("a", 2), "cut 'a' to 2 bytes", "{a=ab, d/b=xyz}"),
                Arguments.of(Damage.truncate("a", 0), "cut 'a' to 0 bytes", "{a=, d/b=xyz}"),
                Arguments.of(Damage.delete("d/b"), "delete 'd/b'", "{a=abc, d/=}"),
                Arguments.of(Damage.duplicate("a", "d/c"), "copy 'a' to 'd/c'", "{a=abc, d/b=xyz, d/c=abc}"),
                Arguments.of(Damage.duplicate("a", "d/b"), "copy 'a' to 'd/b'", "{a=abc, d/b=abc}"),
                Arguments.of(Damage.swap("a", "d/b"), "swap 'a' and 'd/b'", "{a=xyz, d/b=abc}"),
                Arguments.of(Damage.appendZeros("a", 2), "append 2 zero bytes to 'a'", "{a=abc__, d/b=xyz}"),
                Arguments.of(Damage.appendOld("a", 2), "append the first 2 bytes of 'a' to it", "{a=abcab, d/b=xyz}"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageStaysWhateverHappensNext(Damage damage, String text, String left) {
        SimulatedStorage next = storage.restart(Survival.KILLED, 0).damage(damage);

        assertThat(damage).hasToString(text);
        assertThat(next.journal()).containsExactly("life 2 after KILLED, seed 0", "  damage: " + text);
        assertThat(show(next)).isEqualTo(left);
        next.syncDirectory("");
        assertThat(show(next)).isEqualTo(left);
        assertThat(show(next.restart(Survival.KILLED, 1))).isEqualTo(left);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsDurableAndTouchesNoOtherLife(Damage damage, String text, String left) {
        storage.syncDirectory("");
        storage.syncDirectory("d");

        SimulatedStorage next = storage.restart(Survival.KILLED, 0).damage(damage);

        assertThat(show(next.restart(Survival.POWER_CUT_ANY, 1))).isEqualTo(left);
        assertThat(show(storage)).isEqualTo("{a=abc, d/b=xyz}");
    }

    private static String show(SimulatedStorage storage) {
        return Files.all(storage.view()).toString();
    }

    @Test
    void everyBitOfEveryFileCanBeFlipped() {
        Set<String> seen = new HashSet<>();
        storage.files().forEach((path, size) -> {
            for (long bit = 0; bit < 8 * size; bit++) {
                seen.add(show(storage.restart(Survival.KILLED, 0).damage(Damage.flipBit(path, bit))));
            }
        });

        assertThat(seen).hasSize(48).doesNotContain(show(storage));
    }

    @Test
    void aSeedDecidesOnOneDamageOfManyKinds() {
        Set<String> kinds = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            SimulatedStorage one = storage.restart(Survival.KILLED, 0).damage(seed);
            SimulatedStorage other = storage.restart(Survival.KILLED, 0).damage(seed);
            assertThat(one.journal()).isEqualTo(other.journal()).hasSize(2);
            assertThat(show(one)).isEqualTo(show(other));
            kinds.add(one.journal().get(1).replaceFirst("  damage: (\\w+ \\w*).*", "$1"));
        }

        assertThat(kinds.stream().map(kind -> kind.split(" ")[0]))
                .contains("flip", "cut", "delete", "copy", "swap", "append");
    }

    @Test
    void anEmptyFileCanBeDamagedToo() {
        SimulatedStorage empty = new SimulatedStorage();
        writeSynced(empty, "a", "");
        for (long seed = 0; seed < 50; seed++) {
            assertThat(empty.restart(Survival.KILLED, 0).damage(seed).journal()).hasSize(2);
        }
    }

    @Test
    void whatIsNotThereCannotBeDamaged() {
        for (Damage damage : List.of(
                Damage.flipBit("a", 24),
                Damage.flipBit("a", -1),
                Damage.truncate("a", 4),
                Damage.appendOld("a", 4),
                Damage.truncate("a", -1))) {
            assertThatThrownBy(() -> storage.damage(damage))
                    .as("%s", damage)
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageStartingWith("'a' has no byte or size ");
        }
        assertThatThrownBy(() -> storage.damage(Damage.delete("x"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.damage(Damage.delete("d"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.damage(Damage.duplicate("a", "d"))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> Damage.random(new TreeMap<>(), 1))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage("there is no file to damage; write some first");
        assertThat(show(storage)).isEqualTo("{a=abc, d/b=xyz}");
    }
}
