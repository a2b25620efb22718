package polis.cli.token;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polis.cli.city.LoginLink;
import polis.cli.city.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Terminal;

/** A way into the console. */
@Command(name = "login", description = "Prints a link that opens the console, once, within ten minutes.")
public final class Login implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    public Login(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.line(LoginLink.make(target.api()));
        return ExitCode.OK;
    }
}
