package polis.registry.token;

import static polis.security.Scope.ACTIVATION_WRITE;
import static polis.security.Scope.CREDENTIALS_ISSUE;
import static polis.security.Scope.DESCRIPTION_WRITE;
import static polis.security.Scope.LIFECYCLE_WRITE;
import static polis.security.Scope.OVERLAYS_WRITE;
import static polis.security.Scope.READ;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import polis.security.Scope;

// ADR 70
/** The Polis services as clients: what each may do, and at which service. No more than the calls that it makes. */
enum ServiceClient {

    SCHEDULER("polis-registry polis-versionset polis-gateway polis-map", LIFECYCLE_WRITE, ACTIVATION_WRITE,
            OVERLAYS_WRITE, CREDENTIALS_ISSUE, READ),

    VERSIONSET("polis-registry polis-scheduler", DESCRIPTION_WRITE, READ),

    GATEWAY("polis-registry polis-versionset", READ),

    DEPENDENCYMAP("polis-registry", READ),

    /** It calls nobody. */
    REGISTRY("");

    private final String audience;
    private final String scope;

    ServiceClient(String audience, Scope... scopes) {
        this.audience = audience;
        this.scope = Arrays.stream(scopes).map(Scope::claim).collect(Collectors.joining(" "));
    }

    /** The service of that client; empty for a client that is none. */
    static Optional<ServiceClient> of(String clientId) {
        return Arrays.stream(values()).filter(service -> service.subject().equals(clientId)).findFirst();
    }

    /** As which it appears in every history. */
    String subject() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> audience() {
        return audience.isEmpty() ? List.of() : List.of(audience.split(" "));
    }

    /** With spaces between, as RFC 9068 has it. */
    String scope() {
        return scope;
    }
}
