package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.error.CorruptionException;
import dev.sluice.error.StorageException;
import dev.sluice.log.FileId.Kind;
import dev.sluice.log.NoFrame.Fault;
import dev.sluice.storage.Storage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final UUID JOB = new UUID(1, 2);
    private static final FileId FILE = new FileId(Kind.DATA, 7, 1234, JOB);

    private final Storage storage = Bytes.memory();

    @Test
    void framesAreReadAsTheyWereWritten() {
        FileSeal seal;
        try (FrameWriter writer = new FrameWriter(FILE, storage.create("data"))) {
            assertThat(writer.append(1, Bytes.text("one"))).isZero();
            assertThat(writer.append(255, List.of(new byte[0], Bytes.text("three"))))
                    .isEqualTo(68);
            writer.sync();
            assertThat(writer.append(4, Bytes.random(3_000_000, 4))).isEqualTo(68 + 65 + 70);
            seal = writer.seal();
        }

        FrameReader reader = new FrameReader(storage, "data", FILE);
        assertFrame(reader.require(), 0, 1, 1, 0, Bytes.text("one"));
        assertFrame(reader.require(), 68, 255, 2, 0, new byte[0]);
        assertFrame(reader.require(), 133, 255, 3, 0, Bytes.text("three"));
        assertFrame(reader.require(), 203, 4, 4, 203, Bytes.random(3_000_000, 4));
        reader.requireEnd(seal);
        assertThat(seal.frames()).isEqualTo(4);
        assertThat(seal.bytes()).isEqualTo(3_000_268);
    }

    private static void assertFrame(Frame frame, long offset, int type, int sequence, long synced, byte[] payload) {
        assertThat(frame.offset()).isEqualTo(offset);
        assertThat(frame.type()).isEqualTo(type);
        assertThat(frame.sequence()).isEqualTo(sequence);
        assertThat(frame.synced()).isEqualTo(synced);
        assertThat(frame.payload()).isEqualTo(payload);
    }

    /** What is stored by one version must be read by all later ones: these bytes must never change. */
    @Test
    void theFormOfAFrameStaysAsItIs() {
        assertThat(HexFormat.of().formatHex(frames("abc")))
                .isEqualTo("534c4601" + "04" + "01" + "0000"
                        + "0000000000000001" + "0000000000000002"
                        + "00000007" + "00000003" + "00000000000004d2" + "0000000000000000" + "00000001"
                        + "364b3fb7" + "352441c2" + "96d08884" + "616263" + "a5");
    }

    @Test
    void oneFrameIsReadAtItsOffset() {
        put(frames("one", "two", "three"));

        assertThat(Bytes.text(FrameReader.require(storage, "data", FILE, 68).payload()))
                .isEqualTo("two");
        assertThat(FrameReader.read(storage, "data", FILE, 69)).isInstanceOf(NoFrame.class);
    }

    @Test
    void everyFlippedBitIsKnownAsOne() {
        byte[] whole = frames("one", "", "three");
        for (long bit = 0; bit < 8L * whole.length; bit++) {
            put(Bytes.flipped(whole, bit));
            NoFrame none = firstFault();
            assertThat(none.fault()).as("bit %s", bit).isEqualTo(Fault.FLIPPED_BIT);
            assertThat(none.canBeTorn()).isFalse();
        }
    }

    @Test
    void aFlippedBitIsFoundInTheLongestFrame() {
        byte[] payload = Bytes.random(Frame.PAYLOAD_BYTES_MAX, 1);
        byte[] whole = new FrameBytes(FILE).add(1, payload).toBytes();

        put(Bytes.flipped(whole, 8L * Frame.HEADER_BYTES));
        assertThat(firstFault().fault()).isEqualTo(Fault.FLIPPED_BIT);
        put(Bytes.flipped(whole, 8L * (whole.length - 1) - 1));
        assertThat(firstFault().fault()).isEqualTo(Fault.FLIPPED_BIT);
        put(Bytes.flipped(whole, 8L * whole.length - 1));
        assertThat(firstFault())
                .isEqualTo(new NoFrame(0, Fault.FLIPPED_BIT, "one bit of the frame's end is not as it was written"));
    }

    @Test
    void aFileCutAnywhereEndsInWhatACutAppendLeaves() {
        byte[] whole = frames("one", "", "three");
        for (int length = 0; length < whole.length; length++) {
            put(Arrays.copyOf(whole, length));
            NoFrame none = firstFault();
            assertThat(none.canBeTorn()).isTrue();
            boolean atAnEnd = length == 0 || length == 68 || length == 133;
            assertThat(none.fault()).as("length %s", length).isEqualTo(atAnEnd ? Fault.END : Fault.CUT_SHORT);
        }
    }

    @Test
    void zeroesAreNoFrame() {
        put(Bytes.joined(frames("one"), new byte[1]));
        assertThat(firstFault()).isEqualTo(new NoFrame(68, Fault.ZEROES, "there are zeroes instead of a frame"));
        put(Bytes.joined(frames("one"), new byte[4096]));
        assertThat(firstFault().canBeTorn()).isTrue();
    }

    @Test
    void aPayloadThatNeverReachedTheDiskIsDamagedAndNotFlipped() {
        byte[] whole = new FrameBytes(FILE).add(1, Bytes.random(100_000, 5)).toBytes();
        Arrays.fill(whole, 4096, 8192, (byte) 0);
        put(whole);

        assertThat(firstFault())
                .isEqualTo(new NoFrame(0, Fault.DAMAGED, "the checksum of the frame's payload is wrong"));
    }

    /** To a CRC32C, the bits of its own polynomial are the same as none. */
    @Test
    void damageThatHasTheChecksumOfOneBitOrOfNoneIsKnown() {
        byte[] whole = new FrameBytes(FILE).add(1, Bytes.random(1000, 6)).toBytes();
        for (int i = 0; i <= 32; i++) {
            if ((0x11EDC6F41L >>> (32 - i) & 1) == 1) {
                BitFlip.flip(whole, 8L * 200 + i);
            }
        }
        put(whole);
        assertThat(firstFault().fault()).isEqualTo(Fault.DAMAGED);
        put(Bytes.flipped(whole, 8L * 600));
        assertThat(firstFault().fault()).isEqualTo(Fault.DAMAGED);
        assertThat(new Checksums().crc32c(Arrays.copyOfRange(whole, 64, 1064)))
                .isEqualTo(new Checksums().crc32c(Bytes.random(1000, 6)));
    }

    @Test
    void aFrameOfAnotherFileIsForeign() {
        for (FileId other : List.of(
                new FileId(Kind.SNAPSHOT, 7, 1234, JOB),
                new FileId(Kind.DATA, 8, 1234, JOB),
                new FileId(Kind.DATA, 7, 1235, JOB),
                new FileId(Kind.DATA, 7, 1234, new UUID(1, 3)))) {
            put(new FrameBytes(other).add(1, Bytes.text("one")).toBytes());
            assertThat(firstFault())
                    .isEqualTo(new NoFrame(0, Fault.FOREIGN, "there is a frame of " + other + " in " + FILE));
        }
    }

    @Test
    void aFrameThatIsThereTwiceOrMissingIsOutOfSequence() {
        byte[] one = frames("one");
        put(Bytes.joined(one, one));
        assertThat(firstFault())
                .isEqualTo(new NoFrame(68, Fault.OUT_OF_SEQUENCE, "there is frame 1 where frame 2 belongs"));

        put(Arrays.copyOfRange(frames("one", "two"), 68, 136));
        assertThat(firstFault())
                .isEqualTo(new NoFrame(0, Fault.OUT_OF_SEQUENCE, "there is frame 2 where frame 1 belongs"));
    }

    @Test
    void noLengthIsBelievedThatIsNeverWritten() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Frame.PAYLOAD_BYTES_MAX + 1, Integer.MAX_VALUE}) {
            byte[] frame = frames("one");
            ByteBuffer.wrap(frame).putInt(28, length);
            put(resealed(frame));
            assertThat(firstFault().fault()).isEqualTo(Fault.TOO_LONG);
            assertThat(firstFault().detail())
                    .isEqualTo("there is a frame of " + length + " bytes, which must be 0 to 16777216");
        }
    }

    @Test
    void aFrameOfALaterFormIsNoTornOne() {
        byte[] frame = frames("one");
        frame[3] = 2;
        put(resealed(frame));

        assertThat(firstFault().fault()).isEqualTo(Fault.OTHER_VERSION);
    }

    private static byte[] resealed(byte[] frame) {
        ByteBuffer.wrap(frame).putInt(60, new Checksums().crc32c(frame, 0, 60));
        return frame;
    }

    @Test
    void whoRequiresAFrameIsToldWhereItIsMissing() {
        put(frames("one"));
        FrameReader reader = new FrameReader(storage, "data", FILE);
        reader.require();

        assertThatThrownBy(reader::require)
                .isInstanceOf(CorruptionException.class)
                .hasMessage("'data' is damaged at byte 68: the file ends there;"
                        + " nothing was changed; restore this file from a copy");
        assertThatThrownBy(() -> FrameReader.require(storage, "data", FILE, 70))
                .isInstanceOf(CorruptionException.class)
                .hasMessageStartingWith("'data' is damaged at byte 70: the file ends there");
    }

    @Test
    void aFileIsTheOneThatWasSealedOrIsRefused() {
        FileSeal seal = new FrameBytes(FILE).add(1, Bytes.text("one")).seal();
        put(frames("two"));
        FrameReader other = new FrameReader(storage, "data", FILE);
        other.require();
        assertThatThrownBy(() -> other.requireEnd(seal))
                .isInstanceOf(CorruptionException.class)
                .hasMessageMatching(
                        "'data' is not the file it should be: it has 1 frames, 68 bytes and the checksum"
                                + " \\w+, but was written with 1 frames, 68 bytes and the checksum \\w+; nothing was changed;.*");

        put(frames("one", "two"));
        FrameReader longer = new FrameReader(storage, "data", FILE);
        longer.require();
        assertThatThrownBy(() -> longer.requireEnd(seal))
                .isInstanceOf(CorruptionException.class)
                .hasMessageStartingWith("'data' goes on behind its end at byte 68; nothing was changed;");
    }

    @Test
    void whatCanNeverBeReadIsNotWritten() {
        FrameWriter writer = new FrameWriter(FILE, storage.create("data"));

        assertThatThrownBy(() -> writer.append(256, new byte[0]))
                .isInstanceOf(StorageException.class)
                .hasMessage("the type of a frame must be 0 to 255, but was 256; nothing was written");
        assertThatThrownBy(() -> writer.append(1, List.of(new byte[1], new byte[Frame.PAYLOAD_BYTES_MAX + 1])))
                .isInstanceOf(StorageException.class)
                .hasMessage("a frame holds at most 16777216 bytes, but was given 16777217;"
                        + " nothing was written; give it in several parts");
        assertThat(Bytes.content(storage, "data")).isEmpty();
        assertThat(writer.size()).isZero();
    }

    private NoFrame firstFault() {
        FrameReader reader = new FrameReader(storage, "data", FILE);
        FrameRead read = reader.next();
        while (read instanceof Frame) {
            read = reader.next();
        }
        return (NoFrame) read;
    }

    private void put(byte[] bytes) {
        Bytes.replace(storage, "data", bytes);
    }

    private static byte[] frames(String... payloads) {
        FrameBytes bytes = new FrameBytes(FILE);
        for (String payload : payloads) {
            bytes.add(1, Bytes.text(payload));
        }
        return bytes.toBytes();
    }
}
