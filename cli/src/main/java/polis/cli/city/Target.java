package polis.cli.city;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import polis.cli.api.Api;
import polis.cli.api.Endpoints;
import polis.cli.api.Peer;
import polis.cli.api.Tokens;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;

/** Which city a command talks to: the one on this machine, or one by its address. */
public final class Target {

    @Option(names = "--url", paramLabel = "URL", defaultValue = "${env:POLIS_URL}", description = "A city elsewhere, by the address of its console: http://host:9080 (environment: POLIS_URL).")
    private @Nullable String url;

    @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "${env:POLIS_TOKEN}", description = "The bearer token (environment: POLIS_TOKEN); on this machine none is needed.")
    private @Nullable String token;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that was given to up.")
    private @Nullable Path data;

    public CityFolder folder() {
        return CityFolder.of(data);
    }

    public Api api() {
        return new Api(endpoints(), tokens());
    }

    private Endpoints endpoints() {
        Endpoints endpoints;
        if (url != null && !url.isBlank()) {
            endpoints = Endpoints.of(url);
        } else {
            endpoints = StateFile.read(folder()).map(CityState::endpoints).orElseThrow(() -> notUp());
        }
        for (Peer peer : Peer.values()) {
            String own = System.getenv("POLIS_PEERS_" + peer.name());
            if (own != null && !own.isBlank()) {
                endpoints.with(peer, URI.create(own));
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
                "A token is needed: set POLIS_TOKEN. An admin makes one with: ./polis token create --role deployer");
    }

    private Failure notUp() {
        return new Failure(ExitCode.NOT_UP,
                "Polis is not up in " + folder().root() + ". Bring it up with ./polis up, or name a city with --url.");
    }
}
