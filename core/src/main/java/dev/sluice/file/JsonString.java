package dev.sluice.file;

/** Strings in quotes. */
final class JsonString {
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private JsonString() {}

    /** Half a surrogate pair, which UTF-8 cannot hold, is escaped too, and so are line ends that some readers know. */
    static void append(StringBuilder out, String text) {
        out.append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR || isHalf(text, at)) {
                out.append(escaped(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> "\\u%04x".formatted((int) c);
        };
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
