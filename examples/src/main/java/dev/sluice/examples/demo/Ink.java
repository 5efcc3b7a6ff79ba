package dev.sluice.examples.demo;

/** How text is coloured, where it can be. */
enum Ink {
    STRONG("1"),
    FAINT("2"),
    RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The ink of an alert. */
    static Ink of(Alert alert) {
        return switch (alert.what()) {
            case HEARD -> FAINT;
            case TOO_HOT -> RED;
            case COOLED_DOWN -> GREEN;
            case SILENT -> YELLOW;
        };
    }

    /** The text between the codes of a terminal. */
    String on(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
