package polis.scheduler.stub;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * registry-service as its contract has it: the table of transitions, tokens, and a list that workloads put themselves
 * on.
 */
public final class StubRegistry extends StubServer {

    private static final Map<String, Set<String>> LEGAL = Map.of("PROVISION", Set.of("READY", "FAILED"), "READY",
            Set.of("RUN", "FAILED"), "RUN", Set.of("UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN", "DESTROY", "FAILED"),
            "UPDATE", Set.of("RUN", "ROLLBACK", "FAILED"), "ROLLBACK", Set.of("RUN", "FAILED"), "SCALE_OUT",
            Set.of("RUN", "FAILED"), "SCALE_IN", Set.of("RUN", "FAILED"), "DESTROY", Set.of("FAILED", "PROVISION"),
            "FAILED", Set.of("PROVISION", "READY", "RUN", "UPDATE", "ROLLBACK", "DESTROY"));

    public record Entry(String service, String id, String version, String state, String eurekaStatus, int port,
            boolean managed) {

        Entry in(String state) {
            return new Entry(service, id, version, state, eurekaStatus, port, managed);
        }

        Entry with(String eurekaStatus) {
            return new Entry(service, id, version, state, eurekaStatus, port, managed);
        }
    }

    public final Map<String, Entry> instances = new ConcurrentHashMap<>();

    public final Map<String, String> services = new ConcurrentHashMap<>();

    /** {@code service FROM>TO}, in order. */
    public final List<String> transitions = java.util.Collections.synchronizedList(new ArrayList<>());

    /** The credentials of the services: user name to service. */
    public final Map<String, String> credentials = new ConcurrentHashMap<>();

    /** What was said of them. */
    public final List<String> reasons = java.util.Collections.synchronizedList(new ArrayList<>());

    private final ECKey key;

    public StubRegistry() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A person's. */
    public String token(String role) {
        return signed(new JWTClaimsSet.Builder().subject("tester").audience("polis").claim("roles", List.of(role)));
    }

    /** A service's. */
    public String serviceToken(String subject, String scope, String... audience) {
        return signed(new JWTClaimsSet.Builder().subject(subject).audience(List.of(audience)).claim("scope", scope));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(),
                    claims.issuer("polis").jwtID(UUID.randomUUID().toString()).issueTime(new Date())
                            .expirationTime(Date.from(Instant.now().plusSeconds(3600))).build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> transitionsOf(String service) {
        synchronized (transitions) {
            return transitions.stream().filter(line -> line.startsWith(service + " "))
                    .map(line -> line.substring(service.length() + 1)).toList();
        }
    }

    @Override
    Answer answer(String method, String[] path, JsonNode body, HttpExchange exchange) {
        return switch (String.join("/", path)) {
            case "oauth2/jwks" -> Answer.ok(JSON.readTree("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}"));
            case "oauth2/token" -> Answer.ok(Map.of("access_token",
                    serviceToken("scheduler", "lifecycle:write activation:write overlays:write credentials:issue read",
                            "polis-registry", "polis-versionset", "polis-gateway", "polis-map"),
                    "token_type", "Bearer", "expires_in", 3600));
            case "api/v1/instances" -> Answer.ok(Map.of("items", instances.values().stream()
                    .filter(entry -> !entry.state().equals("GONE")).map(this::json).toList()));
            case "api/v1/services" -> Answer.ok(Map.of("items", services.entrySet().stream()
                    .map(entry -> Map.of("name", entry.getKey(), "lifecycle", entry.getValue())).toList()));
            default -> path[0].equals("stub") ? eureka(method, path[1], body) : service(method, path, body);
        };
    }

    private Map<String, Object> json(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("service", entry.service());
        json.put("id", entry.id());
        json.put("version", entry.version());
        json.put("state", entry.state());
        json.put("port", entry.port());
        json.put("managed", entry.managed());
        if (entry.eurekaStatus() != null) {
            json.put("eurekaStatus", entry.eurekaStatus());
        }
        return json;
    }

    /** What a Eureka client would do: PUT once it runs and then as heartbeat, DELETE when it ends. */
    private Answer eureka(String method, String id, JsonNode body) {
        Entry entry = instances.get(id);
        if (method.equals("DELETE")) {
            instances.computeIfPresent(id, (key, old) -> old.with(null));
        } else if (entry == null) {
            // Nobody announced it: it goes up by itself.
            String service = body.path("service").asString();
            services.putIfAbsent(service, "RUN");
            instances.put(id, new Entry(service, id, body.path("version").asString(), "RUN", "UP",
                    body.path("port").asInt(), false));
        } else if (!entry.state().equals("GONE")) {
            String state = entry.state().equals("PROVISION") ? "READY" : entry.state();
            instances.put(id, entry.in(state).with(entry.state().equals("DESTROY") ? "OUT_OF_SERVICE" : "UP"));
        }
        return Answer.ok(Map.of());
    }

    private Answer service(String method, String[] path, JsonNode body) {
        reasons.add(body.path("reason").asString(""));
        String name = path[3];
        if (path.length == 4) {
            return services.containsKey(name)
                    ? Answer.ok(Map.of("name", name, "lifecycle", services.get(name)))
                    : Answer.of(404, "unknown");
        }
        if (path.length >= 5 && path[4].equals("credentials")) {
            return credential(method, name, path);
        }
        if (path.length == 5) {
            String from = services.get(name);
            Answer answer = move(name, from, body.path("to").asString(), false);
            if (answer.status() == 200) {
                services.put(name, body.path("to").asString());
            }
            return answer;
        }
        String id = path[5];
        if (path.length == 6) {
            services.putIfAbsent(name, "PROVISION");
            Entry known = instances.get(id);
            instances.put(id,
                    new Entry(name, id, body.path("version").asString(), known == null ? "PROVISION" : known.state(),
                            known == null ? null : known.eurekaStatus(), body.path("port").asInt(), true));
            return Answer.ok(json(instances.get(id)));
        }
        Entry entry = instances.get(id);
        String to = body.path("to").asString();
        Answer answer = move(id, entry == null ? null : entry.state(), to, true);
        if (answer.status() == 200) {
            instances.put(id, entry.in(to).with(to.equals("DESTROY") ? "OUT_OF_SERVICE" : entry.eurekaStatus()));
        }
        return answer;
    }

    private Answer credential(String method, String service, String[] path) {
        if (method.equals("POST")) {
            String username = service + "." + UUID.randomUUID().toString().substring(0, 8);
            credentials.put(username, service);
            return Answer.ok(Map.of("username", username, "password", "secret-of-" + username));
        }
        if (method.equals("DELETE")) {
            return credentials.remove(path[5]) == null ? Answer.of(404, "unknown") : Answer.ok(Map.of());
        }
        return Answer
                .ok(Map.of("items", credentials.entrySet().stream().filter(entry -> entry.getValue().equals(service))
                        .map(entry -> Map.of("username", entry.getKey())).toList()));
    }

    private Answer move(String subject, String from, String to, boolean instance) {
        if (from == null) {
            return Answer.of(404, "unknown");
        }
        if (!from.equals(to)) {
            if (!(instance && to.equals("GONE")) && !LEGAL.getOrDefault(from, Set.of()).contains(to)) {
                return Answer.of(409, from + " to " + to + " is not legal");
            }
            transitions.add(subject + " " + from + ">" + to);
        }
        return Answer.ok(Map.of("from", from, "to", to));
    }
}
