package dev.sluice.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.log.FileId.Kind;
import dev.sluice.log.NoFrame.Fault;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bytes that never reached the disk are zeroes. What lacks them looks torn, even if it lacks a single bit. */
class ZeroesTest {
    private static final FileId FILE = new FileId(Kind.LOG, 7, 1, new UUID(1, 2));
    private static final int SECTOR = 512;

    private final Storage storage = Bytes.memory();

    @Test
    void fromAnyByteToTheEndTheyAreATornTail() {
        for (byte[] payload : payloads(200)) {
            byte[] whole = frames(Bytes.text("one"), payload);
            for (int from = 0; from < whole.length; from++) {
                requireTorn(zeroed(whole, from, whole.length), "from " + from);
            }
        }
    }

    /** The end that only a few bits tell from zeroes: without its mark it would be one bit away from whole. */
    @Test
    void theMarkTellsALostEndFromAFlippedBit() {
        for (int bits = 0; bits < 8; bits++) {
            byte[] payload = new byte[200];
            payload[150] = (byte) (1 << bits);
            byte[] whole = frames(payload);
            byte[] lost = zeroed(whole, Frame.HEADER_BYTES + 150, whole.length);

            assertThat(setBits(whole) - setBits(lost)).isEqualTo(1 + Integer.bitCount(Frame.END & 0xFF));
            assertThat(fault(lost)).isEqualTo(Fault.DAMAGED);
        }
        assertThat(Integer.bitCount(Frame.END & 0xFF)).isGreaterThan(1);
    }

    @Test
    void inPlaceOfAnySectorTheyAreATornAppend() {
        for (byte[] payload : payloads(3000)) {
            byte[] whole = frames(Bytes.random(700, 1), payload, new byte[2000]);
            for (int from = 0; from < whole.length; from += SECTOR) {
                requireTorn(zeroed(whole, from, Math.min(whole.length, from + SECTOR)), "sector at " + from);
            }
        }
    }

    @Test
    void aSectorThatHadASingleBitIsATornAppendThoughAllElseIsThere() {
        for (int bit = 0; bit < 8 * SECTOR; bit += 61) {
            byte[] payload = new byte[3000];
            payload[2 * SECTOR - Frame.HEADER_BYTES + bit / 8] = (byte) (1 << bit % 8);
            byte[] whole = frames(payload);
            byte[] lost = zeroed(whole, 2 * SECTOR, 3 * SECTOR);

            assertThat(setBits(whole) - setBits(lost)).isEqualTo(1);
            assertThat(fault(lost)).as("bit %s", bit).isEqualTo(Fault.DAMAGED);
        }
    }

    /** The last byte of a header begins a sector, has one bit, and zeroes follow. */
    @Test
    void aSectorThatHadASingleBitOfAHeaderIsATornAppend() {
        byte[] before = new byte[SECTOR - 2 * Frame.HEADER_BYTES];
        byte[] whole = IntStream.range(SECTOR, 4 * SECTOR)
                .mapToObj(length -> frames(before, new byte[length]))
                .filter(bytes -> Integer.bitCount(bytes[SECTOR] & 0xFF) == 1)
                .findFirst()
                .orElseThrow();
        byte[] lost = zeroed(whole, SECTOR, 2 * SECTOR);

        assertThat(setBits(whole) - setBits(lost)).isEqualTo(1);
        assertThat(firstFault(lost))
                .isEqualTo(new NoFrame(SECTOR - 63, Fault.DAMAGED, "the checksum of the frame's header is wrong"));
    }

    @Test
    void aBitThatIsSetAmidZeroesWasTurnedOver() {
        byte[] whole = frames(new byte[3000]);
        for (long bit = 8L * Frame.HEADER_BYTES; bit < 8L * whole.length; bit += 61) {
            assertThat(fault(Bytes.flipped(whole, bit))).as("bit %s", bit).isEqualTo(Fault.FLIPPED_BIT);
        }
    }

    @Test
    void aBitThatIsMissingInASectorWithOthersWasTurnedOver() {
        byte[] payload = new byte[3000];
        Arrays.fill(payload, (byte) 16);
        byte[] whole = frames(payload);
        for (int at = 0; at < payload.length; at += 7) {
            byte[] missing = zeroed(whole, Frame.HEADER_BYTES + at, Frame.HEADER_BYTES + at + 1);
            assertThat(fault(missing)).as("byte %s", at).isEqualTo(Fault.FLIPPED_BIT);
        }
    }

    /** Few bits are set, so that many cuts lose exactly one of them. */
    private static List<byte[]> payloads(int length) {
        List<byte[]> payloads = new ArrayList<>(List.of(new byte[length], Bytes.random(length, 2)));
        for (int at = 0; at < length; at += Math.max(1, length / 16)) {
            byte[] payload = new byte[length];
            payload[at] = (byte) (1 << at % 8);
            payloads.add(payload);
        }
        byte[] last = new byte[length];
        last[length - 1] = 1;
        payloads.add(last);
        return payloads;
    }

    private void requireTorn(byte[] bytes, String what) {
        NoFrame none = firstFault(bytes);
        assertThat(none.canBeTorn()).as(what).isTrue();
        assertThat(none.fault()).as(what).isNotEqualTo(Fault.FLIPPED_BIT);
    }

    private Fault fault(byte[] bytes) {
        return firstFault(bytes).fault();
    }

    private NoFrame firstFault(byte[] bytes) {
        Bytes.replace(storage, "log", bytes);
        FrameReader reader = new FrameReader(storage, "log", FILE);
        FrameRead read = reader.next();
        while (read instanceof Frame) {
            read = reader.next();
        }
        return (NoFrame) read;
    }

    private static byte[] frames(byte[]... payloads) {
        FrameBytes bytes = new FrameBytes(FILE);
        for (byte[] payload : payloads) {
            bytes.add(1, payload);
        }
        return bytes.toBytes();
    }

    private static byte[] zeroed(byte[] whole, int from, int to) {
        byte[] bytes = whole.clone();
        Arrays.fill(bytes, from, to, (byte) 0);
        return bytes;
    }

    private static int setBits(byte[] bytes) {
        return BitSet.valueOf(bytes).cardinality();
    }
}
