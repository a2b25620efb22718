package polis.cli.token;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of the commands about tokens. */
@Command(name = "token", description = "Makes and revokes bearer tokens.", synopsisSubcommandLabel = "COMMAND")
public final class Token implements Runnable {

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
