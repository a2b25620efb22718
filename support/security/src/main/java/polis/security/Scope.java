package polis.security;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What one service may do at another one. None includes another. */
public enum Scope {

    /** May read whatever the role viewer may read of the API. */
    READ("read"),
    /** May announce instances and move them and their services from state to state. */
    LIFECYCLE_WRITE("lifecycle:write"),
    /** May tell how far a revision is. */
    ACTIVATION_WRITE("activation:write"),
    /** May steer the traffic of what it starts and stops. */
    OVERLAYS_WRITE("overlays:write"),
    /** May have credentials made for what it starts. */
    CREDENTIALS_ISSUE("credentials:issue"),
    /** May tell what a service is. */
    DESCRIPTION_WRITE("description:write");

    /** The claim that lists them, with spaces between, as RFC 9068 has it. */
    public static final String CLAIM = "scope";

    private final String claim;

    Scope(String claim) {
        this.claim = claim;
    }

    /** The scope as it stands in a token: {@code lifecycle:write}. */
    public String claim() {
        return claim;
    }

    /** The scope as Spring Security knows it: {@code SCOPE_lifecycle:write}. */
    public String authority() {
        return "SCOPE_" + claim;
    }

    /** All of them as they stand in tokens. */
    public static Stream<String> claims() {
        return Arrays.stream(values()).map(Scope::claim);
    }

    /** The scope of that word; empty for a word that is none of them. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.claim.equals(word)).findFirst();
    }
}
