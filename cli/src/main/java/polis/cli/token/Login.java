package polis.cli.token;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.stack.LoginLink;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Terminal;

/** Prints a login link for the console. */
@Command(name = "login", description = "Prints a link that opens the console, once, within ten minutes.")
public final class Login implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @Option(names = "--subject", paramLabel = "NAME", description = "Who will log in, as the history names it; by default the user who runs the command.")
    private String subject = LoginLink.operator(System.getProperty("user.name", ""));

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "admin", description = "viewer, deployer or admin (${DEFAULT-VALUE}).")
    private TokenCreate.Role role = TokenCreate.Role.admin;

    public Login(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.line(LoginLink.make(target.api(), subject, role.name().toLowerCase(Locale.ROOT)));
        return ExitCode.OK;
    }
}
