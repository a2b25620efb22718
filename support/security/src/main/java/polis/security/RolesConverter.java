package polis.security;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the roles out of a token; words that are no role of ours, an external issuer's for instance, are passed over. */
final class RolesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {

    private final String claim;

    RolesConverter(String claim) {
        this.claim = claim;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        List<?> words = token.getClaim(claim) instanceof List<?> list ? list : List.of();
        return words.stream()
                .map(word -> Role.of(String.valueOf(word)))
                .flatMap(Optional::stream)
                .flatMap(role -> role.authorities().stream())
                .distinct()
                .toList();
    }
}
