package polis.gateway.console;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What the console's login asks registry-service. */
interface LoginClient {

    /** Gives a token for a code that has not been used before. */
    @PostExchange("/api/v1/login-codes/exchange")
    Granted exchange(@RequestBody Code code);

    record Code(String code) {

        /** The code opens the door once: it must not end in a log. */
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Granted(@Nullable String accessToken, @Nullable String role) {

        @Override
        public String toString() {
            return "Granted[…]";
        }
    }
}
