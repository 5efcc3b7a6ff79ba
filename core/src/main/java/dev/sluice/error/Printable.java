package dev.sluice.error;

/** Text from outside as it may stand in a log: what would begin another line there, or steer a terminal, is spelled out. */
final class Printable {
    private Printable() {}

    static String text(String text) {
        if (text.chars().noneMatch(Printable::isSteering)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> append(printable, (char) character));
        return printable.toString();
    }

    private static boolean isSteering(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }

    private static void append(StringBuilder printable, char character) {
        switch (character) {
            case '\n' -> printable.append("\\n");
            case '\r' -> printable.append("\\r");
            case '\t' -> printable.append("\\t");
            default -> {
                if (isSteering(character)) {
                    printable.append(String.format("\\u%04x", (int) character));
                } else {
                    printable.append(character);
                }
            }
        }
    }
}
