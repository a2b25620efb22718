package polis.cli.token;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.api.ProblemFailure;
import polis.cli.stack.LoginLink;
import polis.cli.stack.Target;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Makes a token for a person or a pipeline. */
@Command(name = "create", description = "Makes a token and prints it, alone on standard output.", footer = "%nExample: export POLIS_TOKEN=$$(./polis token create --role deployer --ttl 8h --subject ci)")
public final class TokenCreate implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Target target = new Target();

    @Option(names = "--role", required = true, paramLabel = "ROLE", description = "viewer, deployer or admin.")
    private Role role = Role.viewer;

    @Option(names = "--ttl", paramLabel = "TTL", defaultValue = "1h", description = "How long it is valid: 30m, 8h, 7d, or ISO 8601 (${DEFAULT-VALUE}).")
    private String ttl = "1h";

    @Option(names = "--subject", paramLabel = "NAME", description = "The name in the history; by default the user who runs the command.")
    private String subject = LoginLink.operator(System.getProperty("user.name", ""));

    /** Each includes the one before. */
    enum Role {
        viewer, deployer, admin
    }

    public TokenCreate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode made;
        try {
            made = target.api().post(PolisService.REGISTRY, "/api/v1/tokens",
                    Map.of("subject", subject, "role", role.name().toLowerCase(Locale.ROOT), "ttl", Ttl.iso(ttl)))
                    .orFail();
        } catch (ProblemFailure refused) {
            if (refused.isAlreadyAnswered()) {
                throw new Failure("A token was made, but the answer with it was lost, and it is shown only once. "
                        + "Revoke every token of " + subject + " with ./polis token revoke --subject " + subject
                        + ", or only this one by its id, then run the command again. The registry answered: "
                        + refused.getMessage());
            }
            throw refused;
        }
        terminal.line(Json.text(made, "token"));
        terminal.note("Token " + Json.text(made, "id") + " of " + subject + " as " + role + ", valid until "
                + Json.text(made, "expiresAt"));
        return ExitCode.OK;
    }
}
