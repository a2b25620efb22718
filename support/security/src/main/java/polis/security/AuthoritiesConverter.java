package polis.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads out of a token what its bearer may do: people's roles, and services' scopes. Words that are none of ours, an
 * external issuer's for instance, are passed over. A scope counts only in a token that is addressed to this very
 * service.
 */
final class AuthoritiesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {

    private final SecurityProperties properties;

    AuthoritiesConverter(SecurityProperties properties) {
        this.properties = properties;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        Stream<GrantedAuthority> roles = words(token.getClaim(properties.rolesClaim())).map(Role::of)
                .flatMap(Optional::stream).flatMap(role -> role.authorities().stream());
        Stream<GrantedAuthority> scopes = properties.isNamed(token.getAudience())
                ? words(token.getClaim(Scope.CLAIM)).map(Scope::of).flatMap(Optional::stream)
                        .map(scope -> new SimpleGrantedAuthority(scope.authority()))
                : Stream.empty();
        return Stream.concat(roles, scopes).distinct().toList();
    }

    /** A claim of several words is a list with some issuers, and one string with spaces with others. */
    private static Stream<String> words(Object claim) {
        return switch (claim) {
            case List<?> list -> list.stream().map(String::valueOf);
            case String line -> Arrays.stream(line.split(" "));
            case null, default -> Stream.empty();
        };
    }
}
