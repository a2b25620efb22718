package polis.cli.api;

import java.net.URI;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;

/** A service did not answer at all. */
public final class Unreachable extends Failure {

    private static final long serialVersionUID = 1L;

    private final boolean perhapsHeard;

    /** @param perhapsHeard whether the request may have been carried out, and only its answer was lost */
    Unreachable(URI address, String reason, boolean perhapsHeard) {
        super(ExitCode.NOT_UP, "Nothing answers at " + address.getScheme() + "://" + address.getAuthority() + " ("
                + reason + "). See what runs: ./polis status");
        this.perhapsHeard = perhapsHeard;
    }

    boolean perhapsHeard() {
        return perhapsHeard;
    }
}
