package polis.security;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An exception from the default rule, declared as a bean. Of several that match a request the one with the most
 * specific path wins, and among those with the same path the one that names methods.
 */
public final class AccessRule {

    static final Comparator<AccessRule> MOST_SPECIFIC_FIRST = Comparator
            .comparing((AccessRule rule) -> rule.path, PathPattern.SPECIFICITY_COMPARATOR)
            .thenComparing(rule -> rule.methods.isEmpty());

    private final Set<HttpMethod> methods;
    private final PathPattern path;
    private final @Nullable Role role;
    private final @Nullable Scope scope;

    private AccessRule(Set<HttpMethod> methods, PathPattern path, @Nullable Role role, @Nullable Scope scope) {
        this.methods = methods;
        this.path = path;
        this.role = role;
        this.scope = scope;
    }

    /** Begins a rule for every method of the paths that match {@code pattern}, such as {@code /api/v1/tokens/**}. */
    public static Builder any(String pattern) {
        return new Builder(Set.of(), PathPatternParser.defaultInstance.parse(pattern));
    }

    /** Begins a rule for one method of the paths that match {@code pattern}. */
    public static Builder on(HttpMethod method, String pattern) {
        return new Builder(Set.of(method), PathPatternParser.defaultInstance.parse(pattern));
    }

    Set<HttpMethod> methods() {
        return methods;
    }

    String pattern() {
        return path.getPatternString();
    }

    /** Returns whether no token is needed. */
    boolean isOpen() {
        return role == null;
    }

    /** What lets a caller pass, as Spring Security knows it: one of these is enough. */
    String[] authorities() {
        return Stream
                .concat(Stream.ofNullable(role).map(Role::authority), Stream.ofNullable(scope).map(Scope::authority))
                .toArray(String[]::new);
    }

    /** A rule that only lacks who may pass. */
    public static final class Builder {

        private final Set<HttpMethod> methods;
        private final PathPattern path;

        private Builder(Set<HttpMethod> methods, PathPattern path) {
            this.methods = methods;
            this.path = path;
        }

        /** Lets people of that role pass, and no service. */
        public AccessRule needs(Role role) {
            return new AccessRule(methods, path, role, null);
        }

        /** Lets people of that role pass, and services that hold the scope. */
        public AccessRule needs(Role role, Scope scope) {
            return new AccessRule(methods, path, role, scope);
        }

        /** Lets everybody pass, without a token. */
        public AccessRule open() {
            return new AccessRule(methods, path, null, null);
        }
    }
}
