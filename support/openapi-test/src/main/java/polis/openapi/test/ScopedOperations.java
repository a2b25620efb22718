package polis.openapi.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What services may do here: each operation of {@code openapi.yaml} is asked for without a token, with one that has no
 * scope, and with one of each scope. What reads is the scope {@code read}'s and what changes is nobody's, unless it is
 * said otherwise: so an operation that is new is refused to all services until somebody says whose it is.
 *
 * <pre>{@code
 * new ScopedOperations(port, Scope.claims(), scope -> issuer.serviceToken("somebody", scope, "polis-versionset"))
 *         .scoped("POST /api/v1/revisions/{number}/outcome", "activation:write").verify();
 * }</pre>
 */
public final class ScopedOperations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^/]*)}");
    private static final String READ = "read";
    private static final String NOBODY = "";

    private final URI base;
    private final UnaryOperator<String> tokens;
    private final Path file = Path.of("openapi.yaml");
    private final Map<String, String> scopes = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final Set<String> known = new TreeSet<>();

    /**
     * @param scopes all that there are
     * @param tokens makes a service's token for this service, with that scope
     */
    public ScopedOperations(int port, Stream<String> scopes, UnaryOperator<String> tokens) {
        scopes.forEach(known::add);
        this.base = URI.create("http://localhost:" + port);
        this.tokens = tokens;
    }

    /** Services with this scope may do this, such as {@code PUT /api/v1/services/{name}}. */
    public ScopedOperations scoped(String operation, String scope) {
        scopes.put(operation, scope);
        return this;
    }

    /** What stands for a parameter of a path, where not anything will do. */
    public ScopedOperations parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** People may do this and services may not. */
    public ScopedOperations forPeople(String operation) {
        scopes.put(operation, NOBODY);
        return this;
    }

    /** Everybody may do this, without a token. */
    public ScopedOperations open(String operation) {
        open.add(operation);
        return this;
    }

    /**
     * Throws an {@link AssertionError} that names each operation that somebody may do who should not, or the other way
     * round.
     */
    public void verify() {
        Set<String> operations = operations();
        List<String> wrong = new ArrayList<>();
        scopes.keySet().stream().filter(named -> !operations.contains(named)).forEach(wrong::add);
        open.stream().filter(named -> !operations.contains(named)).forEach(wrong::add);
        wrong.replaceAll(named -> named + " is no operation of " + file);
        try (var client = HttpClient.newHttpClient()) {
            for (String operation : operations) {
                String scope = scopes.getOrDefault(operation, operation.startsWith("GET ") ? READ : NOBODY);
                boolean isOpen = open.contains(operation);
                expect(client, operation, null, isOpen ? 0 : 401, wrong);
                expect(client, operation, NOBODY, isOpen ? 0 : 403, wrong);
                for (String one : known) {
                    expect(client, operation, one, isOpen || one.equals(scope) ? 0 : 403, wrong);
                }
            }
            client.shutdownNow();
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
    }

    /** @param refusal the status that is wanted; 0 for any that is no refusal */
    private void expect(HttpClient client, String operation, @Nullable String scope, int refusal, List<String> wrong) {
        int status = ask(client, operation, scope);
        boolean refused = status == 401 || status == 403;
        if (refusal == 0 ? refused : status != refusal) {
            wrong.add("%s %s: %d in place of %s".formatted(operation,
                    scope == null ? "without a token" : scope.isEmpty() ? "without a scope" : "with the scope " + scope,
                    status, refusal == 0 ? "an answer" : String.valueOf(refusal)));
        }
    }

    private int ask(HttpClient client, String operation, @Nullable String scope) {
        int space = operation.indexOf(' ');
        String method = operation.substring(0, space);
        URI address = base.resolve(PARAMETER.matcher(operation.substring(space + 1))
                .replaceAll(found -> parameters.getOrDefault(found.group(1), "x")));
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).method(method,
                method.equals("GET") || method.equals("DELETE")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("neither JSON nor YAML: ["));
        if (scope != null) {
            request.header("Authorization", "Bearer " + tokens.apply(scope));
        }
        try {
            // A stream has a head and no end.
            HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (document instanceof Map<?, ?> map && map.get("paths") instanceof Map<?, ?> paths) {
                paths.forEach((path, item) -> {
                    if (item instanceof Map<?, ?> methods) {
                        methods.keySet().stream().map(String::valueOf).filter(METHODS::contains)
                                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (operations.isEmpty()) {
            throw new AssertionError(file + " has no operations");
        }
        return operations;
    }
}
