package dev.sluice.benchmarks;

/** Numbered lines of text of eight words, each word of the vocabulary once before any comes again. */
record Lines(long vocabulary) {
    static final int WORDS = 8;

    private static final long STEP = 2_654_435_761L;

    String line(long number) {
        StringBuilder line = new StringBuilder(WORDS * 10);
        for (long word = number * WORDS; word < (number + 1) * WORDS; word++) {
            line.append("word-").append(word % vocabulary * STEP % vocabulary).append(' ');
        }
        return line.toString();
    }

    /** How many lines it takes until each word was there. */
    long linesForAll() {
        return vocabulary / WORDS + 1;
    }
}
