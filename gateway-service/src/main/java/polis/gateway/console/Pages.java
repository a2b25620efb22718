package polis.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The gateway's own few pages, for when there is no session or no console. */
enum Pages {

    LOGIN("login.html", HttpStatus.OK),

    CODE_REFUSED("code-refused.html", HttpStatus.UNAUTHORIZED),

    TOO_MANY_CODES("too-many-codes.html", HttpStatus.TOO_MANY_REQUESTS),

    LOGIN_UNAVAILABLE("login-unavailable.html", HttpStatus.SERVICE_UNAVAILABLE),

    NO_CONSOLE("no-console.html", HttpStatus.OK);

    private final String html;
    private final HttpStatus status;

    Pages(String file, HttpStatus status) {
        this.status = status;
        try (InputStream content = new ClassPathResource("pages/" + file).getInputStream()) {
            this.html = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Mono<ServerResponse> show() {
        return page().bodyValue(html);
    }

    Mono<ServerResponse> show(String header, String value) {
        return page().header(header, value).bodyValue(html);
    }

    private ServerResponse.BodyBuilder page() {
        return ServerResponse.status(status).contentType(MediaType.TEXT_HTML).cacheControl(CacheControl.noStore());
    }
}
