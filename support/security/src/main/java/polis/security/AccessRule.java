package polis.security;

import java.util.Comparator;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An exception from the default rule, declared as a bean. Of several that match a request the one with the most specific
 * path wins, and among those with the same path the one that names methods.
 */
public final class AccessRule {

    static final Comparator<AccessRule> MOST_SPECIFIC_FIRST = Comparator
            .comparing((AccessRule rule) -> rule.path, PathPattern.SPECIFICITY_COMPARATOR)
            .thenComparing(rule -> rule.methods.isEmpty());

    private final Set<HttpMethod> methods;
    private final PathPattern path;
    private final @Nullable Role role;

    private AccessRule(Set<HttpMethod> methods, PathPattern path, @Nullable Role role) {
        this.methods = methods;
        this.path = path;
        this.role = role;
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

    /** The role that a caller needs; null where no token is needed. */
    @Nullable
    Role role() {
        return role;
    }

    /** A rule that only lacks who may pass. */
    public static final class Builder {

        private final Set<HttpMethod> methods;
        private final PathPattern path;

        private Builder(Set<HttpMethod> methods, PathPattern path) {
            this.methods = methods;
            this.path = path;
        }

        public AccessRule needs(Role role) {
            return new AccessRule(methods, path, role);
        }

        /** Lets everybody pass, without a token. */
        public AccessRule open() {
            return new AccessRule(methods, path, null);
        }
    }
}
