package polis.openapi.test;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The promise to consumers, {@code openapi.yaml} in the module's folder, held against the document that the running
 * application describes itself with.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = RANDOM_PORT)
 * @PostgresTest("registry")
 * class OpenApiIntegrationTests {
 *
 *     @Test
 *     void committedDocumentIsWhatRuns(@LocalServerPort int port) {
 *         new CommittedOpenApi(port).bearer(token).verify();
 *     }
 * }
 * }</pre>
 *
 * <p>With {@code -Dopenapi.write=true} the test writes the file instead of comparing it.
 */
public final class CommittedOpenApi {

    private final URI source;
    private final Path file;
    private final boolean write;
    private final @Nullable String token;

    /** Reads {@code /v3/api-docs.yaml} of the application on this port of localhost. */
    public CommittedOpenApi(int port) {
        this(URI.create("http://localhost:" + port + "/v3/api-docs.yaml"), Path.of("openapi.yaml"),
                Boolean.getBoolean("openapi.write"), null);
    }

    CommittedOpenApi(URI source, Path file, boolean write, @Nullable String token) {
        this.source = source;
        this.file = file;
        this.write = write;
        this.token = token;
    }

    /** The same, with a bearer token for an application that shows its document to those who log in only. */
    public CommittedOpenApi bearer(String token) {
        return new CommittedOpenApi(source, file, write, token);
    }

    /** The same for another path of the application, such as that of a group. */
    public CommittedOpenApi path(String path) {
        return new CommittedOpenApi(source.resolve(path), file, write, token);
    }

    /**
     * Throws an {@link AssertionError} with a diff and the command that refreshes the file, unless both say the same.
     */
    public void verify() {
        String running = CanonicalYaml.of(fetch());
        try {
            if (write) {
                Files.writeString(file, running);
            } else {
                compare(Files.exists(file) ? Files.readString(file) : "", running);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(String committed, String running) {
        if (committed.equals(running)) {
            return;
        }
        List<String> before = committed.lines().toList();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("openapi.yaml (committed)", "openapi.yaml (running)",
                before, DiffUtils.diff(before, running.lines().toList()), 3);
        throw new AssertionError("""
                %s is not what the application serves. If the change is meant, and tells consumers nothing false, run
                    ./mvnw -pl %s verify -Dopenapi.write=true
                and commit the file.
                %s""".formatted(file, module(), String.join("\n", diff)));
    }

    /** The folder that the tests run in, which Maven takes for the module's name as well. */
    private static @Nullable Path module() {
        return Path.of("").toAbsolutePath().getFileName();
    }

    private String fetch() {
        var request = HttpRequest.newBuilder(source).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(source + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(source + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
