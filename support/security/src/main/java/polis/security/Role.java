package polis.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do. Each role includes the ones before it. */
public enum Role {

    /** May read. */
    VIEWER,
    /** May change what is deployed. */
    DEPLOYER,
    /** May hand out tokens. */
    ADMIN;

    /** The role as it stands in a token's claim and in the API: {@code viewer}. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role as Spring Security knows it: {@code ROLE_VIEWER}. */
    public String authority() {
        return "ROLE_" + name();
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role of that claim; empty for a word that is none of them. */
    public static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
    }

    Collection<GrantedAuthority> authorities() {
        return Stream.of(values()).filter(this::includes)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority())).toList();
    }
}
