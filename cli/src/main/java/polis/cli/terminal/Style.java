package polis.cli.terminal;

/** The few ways in which a word may stand out. */
public enum Style {
    BOLD("1"), FAINT("2"), GOOD("32"), WARNING("33"), BAD("31"), ACCENT("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String apply(String text) {
        return "\033[" + code + "m" + text + "\033[0m";
    }
}
