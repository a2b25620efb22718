package polis.cli.city;

import java.util.Map;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.Peer;

/** A link that opens the console once. */
public final class LoginLink {

    public static final String TTL = "PT10M";

    /**
     * Where the operating system does not say who runs this, or says the name of a client of the city, which is no
     * person.
     */
    private static final String SOMEBODY = "operator";

    private LoginLink() {}

    /** For whoever runs this, as an admin. */
    public static String make(Api api) {
        return make(api, operator(System.getProperty("user.name", "")), "admin");
    }

    /**
     * Whom the history shall name for what is done by a user of the operating system.
     *
     * @param user its name
     */
    public static String operator(String user) {
        String name = user.strip();
        return name.isEmpty() || Secrets.clients().anyMatch(name::equals) ? SOMEBODY : name;
    }

    /**
     * For one person.
     *
     * @param subject whom the history shall name
     * @param role what the browser may do that opens it
     */
    public static String make(Api api, String subject, String role) {
        String code = Json.text(
                api.post(Peer.REGISTRY, "/api/v1/login-codes", Map.of("ttl", TTL, "subject", subject, "role", role))
                        .orFail(),
                "code");
        return api.endpoints().of(Peer.GATEWAY) + "/login?code=" + code;
    }
}
