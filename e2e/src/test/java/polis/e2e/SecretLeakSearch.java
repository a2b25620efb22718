package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import tools.jackson.databind.JsonNode;

/**
 * Makes secrets of every kind in a stack, uses them up, and looks for all that were ever issued wherever something is
 * kept.
 */
final class SecretLeakSearch {

    private static final List<String> SCHEMAS = List.of("registry", "versionset", "scheduler", "dependency_map",
            "gateway");

    /** The one place where the stack's own secrets belong. */
    private static final String SECRETS_FILE = "secrets.properties";
    private static final String EUREKA_URLS = "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE";
    private static final Pattern PASSWORD = Pattern.compile("//[^/@:]*:([^/@]+)@");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final SecretSearch search = new SecretSearch();
    private final Stack stack;
    private final Services services;

    SecretLeakSearch(Stack stack, Services services) {
        this.stack = stack;
        this.services = services;
    }

    int known() {
        return search.size();
    }

    /** The stack's own secrets: those of the secrets file, the services' tokens, and the key that signs. */
    void addTheStacksOwn() {
        Properties own = stack.secrets();
        own.stringPropertyNames().forEach((name) -> search.add("secret " + name, own.getProperty(name)));
        for (String client : List.of("cli", "scheduler", "versionset", "gateway", "dependency-map")) {
            String pair = client + ":" + own.getProperty("client." + client);
            search.addToken("token of " + client, Api.clientCredentials(stack.registry(),
                    Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
        signingKeys().forEach((key) -> {
            search.add("signing key", key);
            search.add("signing key", Base64.getUrlDecoder().decode(key));
        });
    }

    /** The credentials with which the scheduler let its workloads register, where the processes have them. */
    void addTheWorkloads() {
        int known = search.size();
        for (JsonNode instance : services.scheduler.get("/api/v1/instances?limit=200").ok().get("items")) {
            if (instance.hasNonNull("pid")) {
                String urls = environment(instance.get("pid").asLong()).getOrDefault(EUREKA_URLS, "");
                Matcher password = PASSWORD.matcher(urls);
                assertThat(password.find()).as("a password for " + instance.get("service")).isTrue();
                search.add("credential of a workload", URLDecoder.decode(password.group(1), StandardCharsets.UTF_8));
            }
        }
        assertThat(search.size()).as("the stack has workloads").isGreaterThan(known);
    }

    private static Map<String, String> environment(long pid) {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0"))
                    .filter((line) -> line.indexOf('=') > 0)
                    .collect(Collectors.toMap((line) -> line.substring(0, line.indexOf('=')),
                            (line) -> line.substring(line.indexOf('=') + 1), (first, second) -> second));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** That many tokens, login codes and sessions: made, used, some revoked, some left to expire. */
    void issue(int count) {
        try (ExecutorService eight = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, count).forEach((number) -> all.add(eight.submit(() -> issueOne(number))));
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void issueOne(int number) {
        boolean brief = number % 5 == 0;
        Api.Answer made = keyed("/api/v1/tokens",
                Map.of("subject", "hunted-" + number, "role", "viewer", "ttl", brief ? "PT1S" : "PT1H"),
                "token-" + number);
        String token = made.ok().get("token").asString();
        search.addToken("token of a person", token);
        assertThat(keyed("/api/v1/tokens",
                Map.of("subject", "hunted-" + number, "role", "viewer", "ttl", brief ? "PT1S" : "PT1H"),
                "token-" + number).status()).isEqualTo(409);
        if (!brief) {
            services.registry.as(token).get("/api/v1/summary").ok();
        }
        if (number % 5 == 1) {
            services.registry.delete("/api/v1/tokens/" + made.json().get("id").asString());
        }
        if (number % 20 == 0) {
            search.add("credential",
                    keyed("/api/v1/services/hunted-" + number + "/credentials", Map.of(), "credential-" + number).ok()
                            .get("password").asString());
        }
        String code = keyed("/api/v1/login-codes", Map.of("ttl", brief ? "PT1S" : "PT10M"), "code-" + number).ok()
                .get("code").asString();
        search.add("login code", code);
        if (number % 5 == 2) {
            logIn(code);
        } else {
            String expiring = brief
                    ? keyed("/api/v1/login-codes", Map.of(), "another-code-" + number).ok().get("code").asString()
                    : code;
            search.add("login code", expiring);
            Api.Answer session = services.registry.as("").postJson("/api/v1/login-codes/exchange",
                    Map.of("code", expiring));
            String opened = session.ok().get("access_token").asString();
            search.addToken("token of a session", opened);
            services.registry.as(opened).get("/api/v1/summary").ok();
        }
    }

    private Api.Answer keyed(String path, Object body, String key) {
        return services.registry.postKeyed(path, body, "leak-" + key);
    }

    /** Through the console, as a browser does; what it is handed is used once. */
    private void logIn(String code) {
        HttpResponse<String> answer = browse("/login?code=" + code, "");
        List<String> cookies = answer.headers().allValues("Set-Cookie").stream()
                .map((line) -> line.substring(0, Math.max(0, (line + ";").indexOf(';')))).toList();
        assertThat(cookies).as(answer.statusCode() + " " + answer.body()).isNotEmpty();
        cookies.stream().map((pair) -> pair.substring(pair.indexOf('=') + 1)).filter((value) -> value.length() >= 16)
                .forEach((value) -> {
                    if (value.startsWith("ey")) {
                        search.addToken("console's cookie", value);
                    } else {
                        search.add("console's cookie", value);
                    }
                });
        assertThat(browse("/bff/registry/api/v1/summary", String.join("; ", cookies)).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> browse(String path, String cookies) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.console() + path));
            if (!cookies.isEmpty()) {
                request.header("Cookie", cookies);
            }
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Returns the secrets that were found, each with the place. */
    List<String> everywhere() {
        List<String> found = new ArrayList<>(inTables());
        found.addAll(inFiles());
        found.addAll(inFeed("registry", services.registry));
        found.addAll(inFeed("versionset", services.versionset));
        return found;
    }

    /** Searches every column of every table, read as the superuser. */
    List<String> inTables() {
        List<String> found = new ArrayList<>();
        try (Connection database = database()) {
            for (String schema : SCHEMAS) {
                List<String> tables = names(database, schema);
                assertThat(tables).as(schema).isNotEmpty();
                for (String table : tables) {
                    try (var statement = database.createStatement();
                            ResultSet rows = statement.executeQuery("select * from " + schema + ".\"" + table + '"')) {
                        found.addAll(inRows(schema + "." + table, rows));
                    }
                }
            }
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
        return found.stream().distinct().toList();
    }

    private List<String> inRows(String table, ResultSet rows) throws SQLException {
        List<String> found = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                boolean bytes = rows.getMetaData().getColumnTypeName(i).equals("bytea");
                String place = table + "." + rows.getMetaData().getColumnName(i);
                Set<String> here = bytes
                        ? search.in(Objects.requireNonNullElse(rows.getBytes(i), new byte[0]))
                        : search.in(Objects.requireNonNullElse(rows.getString(i), ""));
                here.forEach((name) -> found.add(name + " in " + place));
            }
        }
        return found;
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Connection database, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = database.prepareStatement(
                "select table_name from information_schema.tables where table_schema = ? order by 1")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    /**
     * In every file of the stack but that of its secrets: logs, the workloads' ones too, caches, and the database with
     * its journal.
     */
    List<String> inFiles() {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(stack.data())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.equals(stack.data().resolve(SECRETS_FILE))) {
                    continue;
                }
                try (InputStream stream = Files.newInputStream(file)) {
                    search.in(stream).forEach((name) -> found.add(name + " in " + stack.data().relativize(file)));
                } catch (NoSuchFileException gone) {
                    // The database recycles its journal, and instances end.
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return found;
    }

    private List<String> inFeed(String name, Api service) {
        List<String> found = new ArrayList<>();
        String after = "0";
        JsonNode page;
        do {
            page = service.get("/api/v1/events?limit=1000&after=" + after).ok();
            search.in(page.toString()).forEach((secret) -> found.add(secret + " in the feed of " + name));
            after = page.path("nextCursor").asString("");
        } while (page.path("items").size() == 1000);
        return found;
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(stack.database(), "postgres", stack.secret("postgres.password"));
    }

    /** The private parts of the signing keys, opened with the key from the secrets file. */
    private List<String> signingKeys() {
        List<String> keys = new ArrayList<>();
        try (Connection database = database();
                var statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select kid, sealed, seal_key from registry.signing_key")) {
            while (rows.next()) {
                byte[] sealed = rows.getBytes("sealed");
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE,
                        KDF.getInstance("HKDF-SHA256").deriveKey("AES",
                                HKDFParameterSpec.ofExtract().addIKM(text(stack.secret("registry.seal")))
                                        .thenExpand(text("polis registry seal"), 32)),
                        new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
                cipher.updateAAD(text(rows.getString("seal_key") + "\nsigning_key " + rows.getString("kid")));
                String jwk = new String(cipher.doFinal(sealed, 12, sealed.length - 12), StandardCharsets.UTF_8);
                keys.add(Api.JSON.readTree(jwk).get("d").asString());
            }
        } catch (SQLException | GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }

    /**
     * Puts a known secret into a table and a file of the stack: what the search finds then. The stack is of no use
     * after that.
     */
    List<String> planted() {
        String secret = stack.secret("client.cli");
        Path file = stack.data().resolve("logs/planted.log");
        try (Connection database = database(); var statement = database.createStatement()) {
            statement.execute("create table gateway.planted (a bytea, b text, c text, d jsonb)");
            statement.execute(
                    """
                            insert into gateway.planted values (convert_to('%1$s', 'UTF8'), encode(convert_to('x%1$s', 'UTF8'), 'base64'),
                            encode(convert_to('%1$s', 'UTF8'), 'hex'), '{"deep": ["%1$s"]}')"""
                            .formatted(secret));
            Files.writeString(file, "before " + secret + " after");
            List<String> found = new ArrayList<>(inTables());
            found.addAll(inFiles());
            return found;
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
