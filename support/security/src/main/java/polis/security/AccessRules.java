package polis.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** The service's exceptions, most specific first, followed by the default rule. */
final class AccessRules {

    private static final List<AccessRule> DEFAULT = List.of(
            // Probes come from whoever runs the process, who has no token.
            AccessRule.on(HttpMethod.GET, "/actuator/health").open(),
            AccessRule.on(HttpMethod.GET, "/actuator/health/liveness").open(),
            AccessRule.on(HttpMethod.GET, "/actuator/health/readiness").open(),
            AccessRule.on(HttpMethod.GET, "/api/**").needs(Role.VIEWER, Scope.READ),
            AccessRule.on(HttpMethod.HEAD, "/api/**").needs(Role.VIEWER, Scope.READ),
            AccessRule.any("/api/**").needs(Role.DEPLOYER),
            // Documents, metrics and the actuator's other pages: nothing that a service asks another one for.
            AccessRule.on(HttpMethod.GET, "/**").needs(Role.VIEWER),
            AccessRule.on(HttpMethod.HEAD, "/**").needs(Role.VIEWER),
            // What is left are the actuator's switches.
            AccessRule.any("/**").needs(Role.ADMIN));

    private final List<AccessRule> rules;

    AccessRules(Stream<AccessRule> exceptions) {
        this.rules = Stream.concat(exceptions.sorted(AccessRule.MOST_SPECIFIC_FIRST), DEFAULT.stream()).toList();
    }

    void forEach(Visitor visitor) {
        for (AccessRule rule : rules) {
            if (rule.methods().isEmpty()) {
                visitor.visit(null, rule);
            }
            Set<HttpMethod> methods = rule.methods();
            methods.forEach(method -> visitor.visit(method, rule));
        }
    }

    /** Takes each rule once per method, or once without a method where it is for all of them. */
    interface Visitor {

        void visit(@Nullable HttpMethod method, AccessRule rule);
    }
}
