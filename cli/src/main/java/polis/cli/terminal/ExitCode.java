package polis.cli.terminal;

/** What a script can rely on. */
public final class ExitCode {

    public static final int OK = 0;

    /** It was tried and did not succeed; standard error says why. */
    public static final int FAILED = 1;

    /** The command line could not be understood. */
    public static final int USAGE = 2;

    /** The city is not up. */
    public static final int NOT_UP = 3;

    /** What was waited for did not come in time. */
    public static final int TIMEOUT = 4;

    private ExitCode() {}
}
