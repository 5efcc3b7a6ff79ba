package dev.sluice.examples.guide;

/**
 * A fenced block of a page, or a marked piece of code.
 *
 * @param label what stands behind the fence, for example {@code java} or {@code text explain}; the name of a snippet
 * @param text without common indentation
 * @param place the file and the line it begins at
 */
record Block(String label, String text, String place) {
    static Block of(String label, Iterable<String> lines, String place) {
        return new Block(label, String.join("\n", lines).stripIndent(), place);
    }

    boolean isJava() {
        return label.equals("java");
    }
}
