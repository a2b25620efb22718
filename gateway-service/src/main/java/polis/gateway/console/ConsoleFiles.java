package polis.gateway.console;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import polis.gateway.session.Sessions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Serves the console from the jar of the module {@code console}. Its files hold no secrets and are open; its page is
 * shown to those with a session, under every address that the console itself makes up.
 */
@Component
class ConsoleFiles {

    private static final String ROOT = "console/";

    private final Sessions sessions;
    private final ReactiveJwtDecoder tokens;

    ConsoleFiles(Sessions sessions, ReactiveJwtDecoder tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    Mono<ServerResponse> file(ServerRequest request) {
        String path = StringUtils.cleanPath(request.path().substring(1));
        if (path.isEmpty() || path.equals("index.html") || path.startsWith("..") || path.contains("\\")) {
            return page(request);
        }
        Resource file = new ClassPathResource(path.equals("plain.css") ? "pages/" + path : ROOT + path);
        if (!path.endsWith("/") && file.isReadable()) {
            return send(file, path);
        }
        boolean wantsPage = request.headers().accept().stream()
                .anyMatch(type -> MediaType.TEXT_HTML.equalsTypeAndSubtype(type));
        return wantsPage ? page(request) : ServerResponse.notFound().build();
    }

    private Mono<ServerResponse> page(ServerRequest request) {
        return Mono.fromCallable(() -> sessions.token(request.exchange().getRequest()))
                .subscribeOn(Schedulers.boundedElastic()).flatMap(Mono::justOrEmpty)
                .flatMap(token -> tokens.decode(token).map(_ -> true).onErrorReturn(false)).defaultIfEmpty(false)
                .flatMap(valid -> valid ? index() : Pages.LOGIN.show());
    }

    private static Mono<ServerResponse> index() {
        Resource index = new ClassPathResource(ROOT + "index.html");
        return index.isReadable() ? send(index, "index.html") : Pages.NO_CONSOLE.show();
    }

    private static Mono<ServerResponse> send(Resource file, String path) {
        // The build puts a hash of the content into the names of assets: such a name never means something else.
        CacheControl caching = path.startsWith("assets/")
                ? CacheControl.maxAge(Duration.ofDays(365)).immutable()
                : CacheControl.noCache();
        return ServerResponse.ok()
                .contentType(MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(caching).bodyValue(file);
    }
}
