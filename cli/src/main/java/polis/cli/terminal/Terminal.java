package polis.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks. Colours and moving lines appear only when a person watches; a file or a pipe gets plain
 * lines, each once.
 */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;
    private final boolean interactive;
    private int liveLines;

    public Terminal(PrintStream out, PrintStream err, boolean interactive, boolean colours) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.colours = colours;
    }

    /** The process's own terminal. The script tells whether it is one: Java's own answer looks at the input too. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean interactive = Boolean.getBoolean("polis.terminal") && !"dumb".equals(environment.get("TERM"));
        boolean colours = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(System.out, System.err, interactive, colours);
    }

    public boolean coloured() {
        return colours;
    }

    public boolean interactive() {
        return interactive;
    }

    public String style(Style style, String text) {
        return colours ? style.apply(text) : text;
    }

    /** A line of the result, on standard output. */
    public synchronized void line(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** A line about the work, on standard error, so that the result can be piped. */
    public synchronized void note(String text) {
        wipe();
        err.println(text);
        err.flush();
    }

    public void done(String text) {
        line(style(Style.GOOD, "✓") + " " + text);
    }

    public void warning(String text) {
        note(style(Style.WARNING, "!") + " " + text);
    }

    public void error(String text) {
        note(style(Style.BAD, "polis: ") + text);
    }

    /** Replaces the live lines shown before; nothing where nobody watches. */
    public synchronized void live(List<String> lines) {
        if (!interactive) {
            return;
        }
        wipe();
        for (String line : lines) {
            out.println(line);
        }
        out.flush();
        liveLines = lines.size();
    }

    /** Removes the live lines. */
    public synchronized void endLive() {
        wipe();
        out.flush();
    }

    private void wipe() {
        if (liveLines > 0) {
            out.print("\033[" + liveLines + "A\033[J");
            liveLines = 0;
        }
    }
}
