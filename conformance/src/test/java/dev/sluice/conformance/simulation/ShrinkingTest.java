package dev.sluice.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.conformance.simulation.Simulation.Outcome;
import dev.sluice.testkit.storage.Survival;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A seed that fails is made smaller for as long as it fails. */
class ShrinkingTest {
    private static final List<LifePlan> PLANNED = Collections.nCopies(
            6, LifePlan.with(Mishap.diesAfter(10), List.of(4, 4, 4, 4, 4, 4, 4), Survival.KILLED, 1));

    private static String smallest(Predicate<KeptLives> fails) {
        return Shrinking.smallest(KeptLives.all(PLANNED), fails).toString();
    }

    @Test
    void whatFailsWithoutAnyLifeIsNoLife() {
        assertThat(smallest(lives -> true)).isEqualTo("none");
    }

    @Test
    void onlyTheLivesAreLeftThatItTakes() {
        assertThat(smallest(lives ->
                        lives.toString().contains("2") && lives.toString().contains("5s")))
                .matches("2q?s[0-9](h3)?,5s[0-9](h3)?");
    }

    @Test
    void whatIsLeftHasTheFewestSecondsAndRecordsThatFail() {
        Predicate<KeptLives> fails = lives -> lives.of(PLANNED).stream()
                .anyMatch(life -> life.given().size() >= 3 && life.given().get(2) >= 2 && life.mishap() != null);
        assertThat(smallest(fails)).isEqualTo("6s3h1");
    }

    @Test
    void aMishapThatItDoesNotTakeIsLeftOut() {
        assertThat(smallest(lives -> lives.lives().size() >= 2)).isEqualTo("5qs0h3,6qs0h3");
    }

    @Test
    void whatStaysAsItIsIsLeftAsItIs() {
        KeptLives all = KeptLives.all(PLANNED);
        assertThat(smallest(all::equals)).isEqualTo("1s7,2s7,3s7,4s7,5s7,6s7");
        assertThat(all.of(PLANNED)).isEqualTo(PLANNED);
    }

    @Test
    void theWordsAreReadBack() {
        for (String words : List.of("none", "3s0", "1qs7,2s4h2")) {
            assertThat(KeptLives.parse(words)).hasToString(words);
        }
        assertThatThrownBy(() -> KeptLives.parse("3x")).hasMessage("'3x' is no life; one is 3s4, 3qs4 or 3qs4h1");
        assertThatThrownBy(() -> KeptLives.parse("7s1").of(PLANNED)).hasMessage("there is no life 7 among 6");
    }

    @Test
    void thePartOfASeedThatIsLeftFailsStillAndNothingOfItIsTooMuch() {
        long seed = 1;
        while (Seeds.simulate(seed, Mistake.PLANS_NOT_WRITTEN, false).holds()) {
            seed++;
        }
        KeptLives smallest = Seeds.smallest(seed, Mistake.PLANS_NOT_WRITTEN);
        Outcome outcome = Seeds.simulate(seed, Mistake.PLANS_NOT_WRITTEN, smallest, false);
        assertThat(outcome.findings()).isNotEmpty();
        for (int i = 0; i < smallest.lives().size(); i++) {
            KeptLives fewer = smallest.without(i, i + 1);
            assertThat(Seeds.simulate(seed, Mistake.PLANS_NOT_WRITTEN, fewer, false)
                            .findings())
                    .as("%s of %s", fewer, smallest)
                    .isEmpty();
        }
    }

    private static final class Told {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int run(String... arguments) {
            PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            return new Command(out, Mistake.PLANS_NOT_WRITTEN).run(arguments);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCommandPrintsTheLineThatShowsTheSmallestPart() {
        Told search = new Told();
        assertThat(search.run("--seeds", "20")).isEqualTo(1);
        String line = search.text()
                .lines()
                .filter(text -> text.startsWith("smallest of seed "))
                .findFirst()
                .orElseThrow();
        String command = line.replaceFirst(".*: ./sluice simulate ", "");
        Told shown = new Told();
        assertThat(shown.run(command.split(" "))).isEqualTo(1);
        assertThat(shown.text()).contains("SLUICE_SEED=", "--- life 1: ", "DOES NOT HOLD:");
        assertThat(new Told().run("--seed", "1", "--lives", "99s1")).isEqualTo(2);
    }
}
