package polis.cli.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import polis.cli.api.Api;
import polis.cli.api.Endpoints;
import polis.cli.api.PolisService;
import polis.cli.api.Tokens;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;

/** The stack that a command talks to: the one on this machine, or one by its address. */
public final class Target {

    @Option(names = "--url", paramLabel = "URL", defaultValue = "${env:POLIS_URL}", description = "A stack on another machine, by the address of its console: http://host:9080 (environment: POLIS_URL).")
    private @Nullable String url;

    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "${env:POLIS_TOKEN}", description = "The bearer token (environment: POLIS_TOKEN); on this machine none is needed.")
    private @Nullable String token;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that was given to up.")
    private @Nullable Path data;

    public StackFolder folder() {
        return StackFolder.of(data);
    }

    public Api api() {
        return new Api(endpoints(), tokens());
    }

    private Endpoints endpoints() {
        Endpoints endpoints;
        if (url != null && !url.isBlank()) {
            endpoints = Endpoints.of(url);
        } else {
            endpoints = StateFile.read(folder()).map(StackState::endpoints).orElseThrow(() -> notUp());
        }
        for (PolisService service : PolisService.values()) {
            String own = System.getenv("POLIS_PEERS_" + service.name());
            if (own != null && !own.isBlank()) {
                endpoints.with(service, URI.create(own));
            }
        }
        return endpoints;
    }

    private Tokens tokens() {
        if (token != null && !token.isBlank()) {
            return Tokens.given(token);
        }
        String secret = System.getenv("POLIS_CLIENT_SECRET");
        if (secret != null && !secret.isBlank()) {
            return Tokens.ofClient(secret);
        }
        if (url == null || url.isBlank() || Files.exists(folder().secrets())) {
            return Tokens.ofClient(Secrets.in(folder().secrets()).cli());
        }
        throw new Failure(
                "Set POLIS_TOKEN to a bearer token. An admin makes one with: ./polis token create --role deployer");
    }

    private Failure notUp() {
        return new Failure(ExitCode.NOT_UP, "Polis is not up in " + folder().root()
                + ". Start it with ./polis up, or give the address of another one with --url.");
    }
}
