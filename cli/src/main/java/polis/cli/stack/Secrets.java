package polis.cli.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import polis.cli.api.PolisService;

/** The passwords of this stack, made up on the first start and kept in a file of mode 600. */
final class Secrets {

    private static final int BYTES = 24;

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file and adds what is missing, so that a newer Polis finds its new secrets too. */
    static Secrets in(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
            properties.stringPropertyNames().stream().sorted()
                    .forEach(name -> values.put(name, properties.getProperty(name)));
        }
        List<String> missing = names().filter(name -> !values.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            SecureRandom random = new SecureRandom();
            missing.forEach(name -> values.put(name, make(random)));
            save(file, values);
        }
        return new Secrets(Map.copyOf(values));
    }

    /** The administrator of the embedded PostgreSQL. */
    String postgres() {
        return value("postgres.password");
    }

    String database(PolisService service) {
        return value("database." + service.role());
    }

    String client(PolisService service) {
        return value("client." + service.client());
    }

    /** The secret of the client {@code cli}, which is an admin. */
    String cli() {
        return value("client.cli");
    }

    String eureka() {
        return value("eureka.password");
    }

    String ingestKey() {
        return value("ingest.key");
    }

    /** The key by which the registry seals the secrets in its database. */
    String seal() {
        return value("registry.seal");
    }

    /** Former ones, where the operator put a new one in place; separated by commas. */
    Optional<String> formerSeals() {
        return Optional.ofNullable(values.get("registry.seal.accepted"));
    }

    /** The variables of roles.sql. */
    Map<String, String> roleVariables() {
        return Stream.of(PolisService.values())
                .collect(Collectors.toMap(service -> service.role() + "_password", this::database));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No secret is called " + name);
        }
        return value;
    }

    /** Returns the ids of all OAuth2 clients. */
    static Stream<String> clients() {
        return Stream.concat(Stream.of("cli"),
                Stream.of(PolisService.values()).filter(PolisService::callsOthers).map(PolisService::client));
    }

    private static Stream<String> names() {
        return Stream.of(Stream.of("postgres.password", "eureka.password", "ingest.key", "registry.seal"),
                Stream.of(PolisService.values()).map(service -> "database." + service.role()),
                clients().map(client -> "client." + client)).flatMap(names -> names);
    }

    private static String make(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void save(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            properties.store(bytes, "Secrets of this stack. Whoever reads them is its admin.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StackFolder.writePrivately(file, bytes.toByteArray());
    }
}
