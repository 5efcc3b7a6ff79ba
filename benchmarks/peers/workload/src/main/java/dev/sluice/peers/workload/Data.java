package dev.sluice.peers.workload;

import java.util.Arrays;
import java.util.Random;

/**
 * The records, made from a fixed seed: the same ones in every process. Each is the same object every time it is read,
 * and what is computed from it is computed by the contender.
 */
public final class Data {
    /** What grep looks for. */
    public static final String NEEDLE = "status=503";
    /** Different words of the word count. */
    public static final int VOCABULARY = 100_000;
    /** Keys of the sliding count and of the latency. */
    public static final int FEW_KEYS = 10_000;
    /** Keys of the state. */
    public static final int MANY_KEYS = 1 << 20;
    /** Records of a second of the data's own time, of each share: sliding count. */
    public static final int SLIDE_RECORDS = 1 << 19;
    /** Records of a second of the data's own time, of each share: sliding maximum. */
    public static final int MEASURED_RECORDS = 1 << 15;
    /** Records of a second of the data's own time, of each share: advertisements. */
    public static final int AD_RECORDS = 1 << 16;
    /** Records of a second of the data's own time, of each share: sessions. */
    public static final int SESSION_RECORDS = 1 << 15;
    /** Keys of the sessions, numbered from 0. */
    public static final int SESSION_KEYS = 1 << 17;
    /** A session has ended in the second that is so many after the one of its last record. */
    public static final int SESSION_SILENCE = 5;
    /** Records of a second of the data's own time, of each share and side: join. */
    public static final int JOIN_RECORDS = 1 << 16;
    /** Keys of the join: each once a second on either side. */
    public static final int JOIN_KEYS = JOIN_RECORDS * Input.SHARES;

    private static final int LINES = 1 << 15;
    private static final int LINE_LENGTH = 100;
    private static final int LINE_WORDS = 10;
    private static final int JOIN_SECONDS = 4;
    /** So many seconds of data differ, where records of one must leave or come again. */
    private static final int MANY_SECONDS = 64;
    /** A key is active in some of so many seconds in a row. */
    private static final int ROUND = 16;

    private static final int ACTIVE = 6;
    private static final int VALUE_BITS = 20;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Data() {}

    /** Lines of a log, of {@value #LINE_LENGTH} characters. */
    static String[] log(int share) {
        Random random = new Random(share);
        String[] lines = new String[LINES];
        for (int line = 0; line < LINES; line++) {
            StringBuilder text = new StringBuilder(LINE_LENGTH);
            text.append("host=").append(random.nextInt(256)).append(" path=/");
            while (text.length() < LINE_LENGTH - 11) {
                text.append((char) ('a' + random.nextInt(26)));
            }
            lines[line] = text.append(" status=")
                    .append(random.nextInt(100) == 0 ? "503" : "200")
                    .toString();
        }
        return lines;
    }

    /** Lines of {@value #LINE_WORDS} words with a space between them. */
    static String[] text(int share) {
        Zipf zipf = new Zipf(VOCABULARY, new Random(share));
        String[] lines = new String[LINES];
        for (int line = 0; line < LINES; line++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < LINE_WORDS; word++) {
                text.append(word == 0 ? "" : " ").append(word(zipf.next()));
            }
            lines[line] = text.toString();
        }
        return lines;
    }

    private static String word(int rank) {
        return Long.toString((mix(rank) >>> 50) + 36 * 36, 36).concat(Integer.toString(rank, 36));
    }

    /** Each of the many keys once, in an order of the share's own. */
    static Long[] manyKeys(int share) {
        return shuffled(share, MANY_KEYS);
    }

    /** A slide of records, whose keys are any of the few. */
    static Long[] fewKeys(int share) {
        Random random = new Random(share);
        Long[] all = new Long[FEW_KEYS];
        Arrays.setAll(all, key -> key * SPREAD);
        Long[] records = new Long[SLIDE_RECORDS];
        for (int record = 0; record < SLIDE_RECORDS; record++) {
            records[record] = all[random.nextInt(FEW_KEYS)];
        }
        return records;
    }

    /** Seconds of records, each a key of the few and a value. */
    static Long[] measured(int share) {
        Random random = new Random(share);
        Long[] records = new Long[MEASURED_RECORDS * MANY_SECONDS];
        Arrays.setAll(
                records, record -> ((long) random.nextInt(FEW_KEYS) << VALUE_BITS) + random.nextInt(1 << VALUE_BITS));
        return records;
    }

    /** The key of a record of the sliding maximum. */
    public static long measuredKey(long record) {
        return record >> VALUE_BITS;
    }

    /** Its value. */
    public static long measuredValue(long record) {
        return record & (1 << VALUE_BITS) - 1;
    }

    /** Seconds of records, each the key of a session; every key is active for some seconds and then silent for more. */
    static Long[] visits(int share) {
        Random random = new Random(share);
        Long[] records = new Long[SESSION_RECORDS * MANY_SECONDS];
        for (int record = 0; record < records.length; record++) {
            int second = record / SESSION_RECORDS;
            long key = random.nextInt(SESSION_KEYS);
            while ((second + mix(key) & ROUND - 1) >= ACTIVE) {
                key = random.nextInt(SESSION_KEYS);
            }
            records[record] = key;
        }
        return records;
    }

    /** Some seconds of a source of the join: those of the left stream come first, then those of the right. */
    static Long[] joinSource(int source) {
        int side = source / Input.SHARES;
        int share = source % Input.SHARES;
        Long[] records = new Long[JOIN_RECORDS * JOIN_SECONDS];
        for (int second = 0; second < JOIN_SECONDS; second++) {
            Long[] keys = shuffled(second * 2 + side, JOIN_KEYS);
            for (int record = 0; record < JOIN_RECORDS; record++) {
                long key = keys[share * JOIN_RECORDS + record];
                records[second * JOIN_RECORDS + record] = (key << 20) + second * 100L + side * 10L + record % 7;
            }
        }
        return records;
    }

    private static Long[] shuffled(int seed, int count) {
        Random random = new Random(seed);
        Long[] keys = new Long[count];
        Arrays.setAll(keys, key -> (long) key);
        for (int last = count - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            Long key = keys[last];
            keys[last] = keys[other];
            keys[other] = key;
        }
        return keys;
    }

    /** What a record adds to the sum of its key; it depends on the key alone. */
    public static long amount(long key) {
        return 1 + (key & 7);
    }

    /** The key of a record of the join; the rest of the record is its value. */
    public static long joinKey(long record) {
        return record >> 20;
    }

    /** What a pair of records of the join adds to the answer. */
    public static long joined(long left, long right) {
        return mix(left) * (2 * (right & 0xFFFFF) + 1);
    }

    /** The key of a record of the latency, which is a number. */
    public static long latencyKey(long number) {
        return (mix(number) >>> 1) % FEW_KEYS;
    }

    /** A word as a number for the answer. */
    public static long mix(String word) {
        return mix(word.hashCode());
    }

    /** A number of which every bit depends on every bit of this one. */
    public static long mix(long number) {
        long mixed = (number ^ number >>> 32) * SPREAD;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 32;
    }
}
