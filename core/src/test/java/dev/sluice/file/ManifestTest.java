package dev.sluice.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.error.CorruptionException;
import dev.sluice.file.Manifest.Section;
import dev.sluice.storage.InMemoryStorage;
import dev.sluice.storage.Location;
import dev.sluice.storage.Storage;
import dev.sluice.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ManifestTest {
    private static final Part PART = new Part("part-00000", 1234, 0x89abcdef, new Tally(17, 0x0123456789abcdefL));
    private static final Manifest MANIFEST =
            new Manifest(List.of(new Section("job/1-1000/0", List.of(PART)), new Section("a job/2-2000/0", List.of())));

    private final Storage storage = new InMemoryStorage(new ManualClock());
    private int files;

    private Manifest read(byte[] bytes) {
        String name = "manifest" + ++files;
        assertThat(storage.putIfAbsent(name, bytes)).isTrue();
        return Manifest.read(new Location(storage, name));
    }

    @Test
    void itIsTextForPeople() {
        assertThat(new String(MANIFEST.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("sluice manifest 2\nkey job/1-1000/0\npart 1234 89abcdef 17 0123456789abcdef part-00000\n"
                        + "key a job/2-2000/0\nend 328ac465\n");
    }

    @Test
    void itComesBackAsItWas() {
        assertThat(read(MANIFEST.bytes())).isEqualTo(MANIFEST);
    }

    @Test
    void everyFlippedBitAndEveryMissingEndIsFound() {
        byte[] bytes = MANIFEST.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(damaged)).as("bit %d", bit).isInstanceOf(CorruptionException.class);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cutOff = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cutOff))
                    .isInstanceOf(CorruptionException.class)
                    .hasMessageMatching("the manifest 'manifest\\d+' is damaged: its checksum is wrong\\. The records"
                            + " beside it were not touched; bring the manifest back from a copy, or delete it if they"
                            + " are good");
        }
    }

    /** Of these lines, with their checksum. */
    private CorruptionException refused(String... lines) {
        String text = String.join("\n", lines) + "\n";
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        String sound = text + "end %08x\n".formatted(checksum.getValue());
        return catchThrowableOfType(CorruptionException.class, () -> read(sound.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aManifestOfAnotherVersionIsRefusedAndNotMisread() {
        assertThat(refused("sluice manifest 1", "key job/1-1000/0", "part 1234 89abcdef part-00000"))
                .hasMessage(
                        "the manifest 'manifest1' passes its checksum but cannot be read as \"sluice manifest 2\": it"
                                + " begins with \"sluice manifest 1\". Another version of Sluice wrote it. The records beside it"
                                + " were not touched; go on with that version, or move away what it wrote");
        assertThat(refused("sluice manifest 3", "key job/1-1000/0")).hasMessageContaining("\"sluice manifest 3\"");
        assertThat(refused("sluice manifest 2", "key job/1-1000/0", "part 1234 89abcdef part-00000"))
                .hasMessageContaining("\"1234 89abcdef part-00000\" describes no file of records");
    }

    @Test
    void linesThatMeanNothingAreRefused() {
        assertThat(refused("sluice manifest 2", "key job/1-1000/0", "total 3"))
                .hasMessageContaining("it holds \"total 3\"");
        assertThat(refused("sluice manifest 2", "part 1234 89abcdef 17 0123456789abcdef part-00000"))
                .hasMessageContaining("it holds \"part 1234 89abcdef 17 0123456789abcdef part-00000\"");
        assertThat(refused("sluice manifest 2")).hasMessageContaining("it holds no key");
    }

    @Test
    void aKeyIsOneLineWhateverTheJobIsCalled() {
        assertThat(Manifest.words("word\ncount 100%/1-1000/0")).isEqualTo("word%0Acount 100%25/1-1000/0");
    }

    @Test
    void aReceiptThatStagingDidNotGiveIsRefused() {
        assertThatThrownBy(() -> Part.parse("part-00000"))
                .isInstanceOf(CorruptionException.class)
                .hasMessage("\"part-00000\" describes no file of records; publish the receipts that staging gave,"
                        + " unchanged");
    }
}
