package polis.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** Reads the key set that an issuer publishes, asking an external one first where that is. */
final class PublishedKeys implements IssuerKeys.Source {

    private final IssuerHttp http;
    private final URI address;
    private final @Nullable URI externalIssuer;

    PublishedKeys(IssuerHttp http, URI address, @Nullable URI externalIssuer) {
        this.http = http;
        this.address = address;
        this.externalIssuer = externalIssuer;
    }

    @Override
    public JWKSet read() throws IOException {
        try {
            return JWKSet.parse(http.get(externalIssuer != null ? discover(externalIssuer) : address)).toPublicJWKSet();
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new IOException("the published keys are malformed: " + malformed.getMessage(), malformed);
        }
    }

    private URI discover(URI issuer) throws IOException, ParseException {
        String base = issuer.toString().replaceAll("/$", "");
        return JSONObjectUtils.getURI(
                JSONObjectUtils.parse(http.get(URI.create(base + "/.well-known/openid-configuration"))), "jwks_uri");
    }
}
