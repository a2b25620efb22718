package polis.cli.city;

import java.util.Map;

import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.Peer;

/** A link that opens the console once. */
public final class LoginLink {

    public static final String TTL = "PT10M";

    private LoginLink() {}

    public static String make(Api api) {
        String code = Json.text(api.post(Peer.REGISTRY, "/api/v1/login-codes", Map.of("ttl", TTL)).orFail(), "code");
        return api.endpoints().of(Peer.GATEWAY) + "/login?code=" + code;
    }
}
