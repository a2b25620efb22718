package polis.cli.stack;

import java.util.Map;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;

/** A link that opens the console once. */
public final class LoginLink {

    public static final String TTL = "PT10M";

    /**
     * Where the operating system does not say who runs this, or says the name of a client of the registry, which is no
     * person.
     */
    private static final String SOMEBODY = "operator";

    private LoginLink() {}

    /** Makes a link for the user who runs the command, as an admin. */
    public static String make(Api api) {
        return make(api, operator(System.getProperty("user.name", "")), "admin");
    }

    /**
     * Returns the name in the history for a user of the operating system.
     *
     * @param user its name
     */
    public static String operator(String user) {
        String name = user.strip();
        return name.isEmpty() || Secrets.clients().anyMatch(name::equals) ? SOMEBODY : name;
    }

    /**
     * Makes a link for one person.
     *
     * @param subject whom the history shall name
     * @param role what the browser may do that opens it
     */
    public static String make(Api api, String subject, String role) {
        String code = Json.text(api.post(PolisService.REGISTRY, "/api/v1/login-codes",
                Map.of("ttl", TTL, "subject", subject, "role", role)).orFail(), "code");
        return api.endpoints().of(PolisService.GATEWAY) + "/login?code=" + code;
    }
}
