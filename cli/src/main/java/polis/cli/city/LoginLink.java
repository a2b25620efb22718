package polis.cli.city;

import java.util.Map;

import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.Peer;

/** A link that opens the console once. */
public final class LoginLink {

    public static final String TTL = "PT10M";

    /** Where the operating system does not say who runs this. */
    private static final String SOMEBODY = "operator";

    private LoginLink() {}

    /** For whoever runs this, as an admin. */
    public static String make(Api api) {
        String user = System.getProperty("user.name", "").strip();
        return make(api, user.isEmpty() ? SOMEBODY : user, "admin");
    }

    /**
     * For one person.
     *
     * @param subject whom the history shall name
     * @param role what the browser may do that opens it
     */
    public static String make(Api api, String subject, String role) {
        String code = Json.text(api.post(Peer.REGISTRY, "/api/v1/login-codes",
                Map.of("ttl", TTL, "subject", subject, "role", role)).orFail(), "code");
        return api.endpoints().of(Peer.GATEWAY) + "/login?code=" + code;
    }
}
