package polis.cli.token;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Terminal;

/** Revokes tokens. */
@Command(name = "revoke", description = "Revokes tokens: after five seconds at most no service accepts them any more.", footer = "%nExample: ./polis token revoke --subject scheduler")
public final class TokenRevoke implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Single ones, or all of a subject. */
    static final class Which {

        @Option(names = "--subject", paramLabel = "NAME", description = "All tokens that this person, pipeline or service has until now.")
        private String subject = "";

        @Parameters(paramLabel = "ID", arity = "1..*", description = "The tokens with these ids.")
        private List<String> ids = List.of();
    }

    public TokenRevoke(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Api api = target.api();
        if (which.ids.isEmpty()) {
            String before = Json
                    .text(api.post(PolisService.REGISTRY, "/api/v1/token-revocations", Map.of("subject", which.subject))
                            .orFail(), "before");
            terminal.note("Every token that " + which.subject + " was given until " + before + " is revoked.");
        }
        for (String id : which.ids) {
            api.delete(PolisService.REGISTRY, "/api/v1/tokens/" + id).orFail();
            terminal.note("Token " + id + " is revoked.");
        }
        return ExitCode.OK;
    }
}
