package polis.gateway.forward;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.security.ExpectedIssuer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recognises the tokens of Polis's own issuer. Whether one is any good does not matter here: what is not
 * passed on need not be verified, so this costs no signature and asks nobody.
 */
@Component
class OwnTokens {

    private static final String SCHEME = "Bearer";

    /** A request's head is not longer than this either. */
    private static final int LONGEST = 32 * 1024;
    private static final int PARTS = 3;

    private final JsonMapper json;
    private final String issuer;

    OwnTokens(JsonMapper json, ExpectedIssuer issuer) {
        this.json = json;
        this.issuer = issuer.name();
    }

    /** Returns whether this value of the header Authorization is one of them. */
    boolean isOne(@Nullable String authorization) {
        if (authorization == null || authorization.length() > LONGEST
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String[] parts = authorization.substring(SCHEME.length()).strip().split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            return false;
        }
        try {
            return namesIssuer(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException | JacksonException noToken) {
            return false;
        }
    }

    /** Of several {@code iss} that a payload may have, readers take the first or the last: any of them counts. */
    private boolean namesIssuer(byte[] payload) {
        try (JsonParser claims = json.createParser(payload)) {
            if (claims.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (claims.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean names = "iss".equals(claims.currentName());
                JsonToken value = claims.nextToken();
                if (names && value == JsonToken.VALUE_STRING && issuer.equals(claims.getString())) {
                    return true;
                }
                claims.skipChildren();
            }
            return false;
        }
    }
}
