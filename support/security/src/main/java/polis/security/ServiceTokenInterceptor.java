package polis.security;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Puts the service's token on the calls of a {@code RestClient}. */
public final class ServiceTokenInterceptor implements ClientHttpRequestInterceptor {

    private final ServiceToken token;

    ServiceTokenInterceptor(ServiceToken token) {
        this.token = token;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        String value = token.value();
        request.getHeaders().setBearerAuth(value);
        ClientHttpResponse response = execution.execute(request, body);
        if (response.getStatusCode() != HttpStatus.UNAUTHORIZED) {
            return response;
        }
        // The issuer may have got new keys since: one new token, one more try.
        response.close();
        token.refused(value);
        request.getHeaders().setBearerAuth(token.value());
        return execution.execute(request, body);
    }
}
