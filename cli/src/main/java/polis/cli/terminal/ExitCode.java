package polis.cli.terminal;

/** The exit codes, which scripts rely on. */
public final class ExitCode {

    public static final int OK = 0;

    /** It was tried and did not succeed; standard error says why. */
    public static final int FAILED = 1;

    /** The command line could not be understood. */
    public static final int USAGE = 2;

    /** The stack is not up. */
    public static final int NOT_UP = 3;

    /** The time-out passed before the operation ended. */
    public static final int TIMEOUT = 4;

    private ExitCode() {}
}
