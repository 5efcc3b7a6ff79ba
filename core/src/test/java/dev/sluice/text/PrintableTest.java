package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatCanBeSeenStaysAsItIs() {
        assertThat(Printable.of("Grüße, 漢字 and 🚤 \\ \"x\"")).isEqualTo("Grüße, 漢字 and 🚤 \\ \"x\"");
    }

    @Test
    void whatMovesTheCursorOrTurnsTheTextBecomesItsNumber() {
        assertThat(Printable.of("a\u001b[31mb\nc\u0000\u009bd\u202ee\u2028f\ud800g"))
                .isEqualTo("a\\u001b[31mb\\u000ac\\u0000\\u009bd\\u202ee\\u2028f\\ud800g");
        assertThat(Printable.of(new String(Character.toChars(0xE0041)))).isEqualTo("\\udb40\\udc41");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.of("abcdef\n", 3)).isEqualTo("abc… (7 characters)");
    }
}
