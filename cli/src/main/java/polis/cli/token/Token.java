package polis.cli.token;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Gathers what is about tokens. */
@Command(name = "token", description = "Makes bearer tokens, and takes them back.", synopsisSubcommandLabel = "COMMAND")
public final class Token implements Runnable {

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
