package polis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import polis.cli.api.ProblemFailure;
import polis.cli.demo.Demo;
import polis.cli.manifest.Apply;
import polis.cli.manifest.Operations;
import polis.cli.map.Cycles;
import polis.cli.map.ShowMap;
import polis.cli.stack.Down;
import polis.cli.stack.Logs;
import polis.cli.stack.Status;
import polis.cli.stack.Up;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;
import polis.cli.token.Login;
import polis.cli.token.Token;
import polis.cli.token.TokenCreate;
import polis.cli.token.TokenRevoke;

/** The program behind {@code ./polis}. */
@Command(name = "polis", mixinStandardHelpOptions = true, version = "polis 0.1.0", description = "Deploys, observes and steers the services of a distributed system.", synopsisSubcommandLabel = "COMMAND", footer = "%nExit codes: 0 done, 1 did not succeed, 2 wrong command line, 3 Polis is not up, 4 not in time.%nEnvironment: POLIS_URL, POLIS_TOKEN, POLIS_CLIENT_SECRET, NO_COLOR.")
public final class Polis {

    private Polis() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(System.getenv()), arguments));
    }

    static int run(Terminal terminal, String... arguments) {
        CommandLine polis = new CommandLine(new Polis());
        polis.addSubcommand(new Up(terminal)).addSubcommand(new Down(terminal)).addSubcommand(new Status(terminal))
                .addSubcommand(new Logs(terminal)).addSubcommand(new Demo(terminal)).addSubcommand(new Apply(terminal))
                .addSubcommand(new Operations(terminal)).addSubcommand(new ShowMap(terminal))
                .addSubcommand(new Cycles(terminal)).addSubcommand(new Login(terminal))
                .addSubcommand(new CommandLine(new Token()).addSubcommand(new TokenCreate(terminal))
                        .addSubcommand(new TokenRevoke(terminal)));
        polis.getSubcommands().values().forEach(Polis::withHelp);
        polis.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF));
        polis.setExecutionExceptionHandler((exception, command, parsed) -> report(terminal, exception));
        polis.setUsageHelpLongOptionsMaxWidth(30);
        polis.setUsageHelpWidth(100);
        if (arguments.length == 0) {
            polis.usage(System.out);
            return ExitCode.USAGE;
        }
        return polis.execute(arguments);
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Polis::withHelp);
    }

    private static int report(Terminal terminal, Exception exception) throws Exception {
        return switch (exception) {
            case ProblemFailure refused -> {
                refused.print(terminal);
                yield refused.exitCode();
            }
            case Failure failure -> {
                terminal.error(failure.sentence());
                yield failure.exitCode();
            }
            default -> throw exception;
        };
    }
}
