package dev.sluice.text;

/**
 * Text of unknown origin as it can be shown: what would move the cursor, change colours or turn the direction of
 * writing becomes its number, such as {@code \u001b}, and a long text is cut.
 */
public final class Printable {
    private Printable() {}

    /** The whole text. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(shown, character));
        return shown.toString();
    }

    /**
     * The beginning of a text.
     *
     * @param charsMax how much of it is shown; how long it is follows where that is not all
     */
    public static String of(String text, int charsMax) {
        return text.length() <= charsMax
                ? of(text)
                : of(text.substring(0, charsMax)) + "… (" + text.length() + " characters)";
    }

    private static void append(StringBuilder shown, int character) {
        if (isVisible(character)) {
            shown.appendCodePoint(character);
        } else {
            for (char unit : Character.toChars(character)) {
                shown.append("\\u").append(Integer.toHexString(0x10000 | unit).substring(1));
            }
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
