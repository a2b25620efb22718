package polis.shop;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The roles of the shop in one JVM, finding each other through fixed addresses in place of a registry. */
class RunningShop implements AutoCloseable {

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, ConfigurableApplicationContext> roles = new HashMap<>();
    private final String collector;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningShop(String collector, String... roles) throws IOException {
        this.collector = collector;
        for (String role : roles) {
            try (ServerSocket socket = new ServerSocket(0)) {
                ports.put(role, socket.getLocalPort());
            }
        }
        for (String role : roles) {
            start(role);
        }
    }

    ConfigurableApplicationContext start(String role, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--shop.role=" + role, "--shop.instance=" + role + "-1",
                "--server.port=" + ports.get(role), "--eureka.client.enabled=false",
                "--management.tracing.export.zipkin.endpoint=" + collector, "--spring.jmx.enabled=false"));
        ports.forEach((name, port) -> arguments
                .add("--spring.cloud.discovery.client.simple.instances." + name + "[0].uri=http://localhost:" + port));
        arguments.addAll(List.of(more));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ShopApplication.class)
                .run(arguments.toArray(String[]::new));
        roles.put(role, context);
        return context;
    }

    /** As {@link #start}, but nobody is registered whom it could call. */
    void startAlone(String role) {
        roles.put(role,
                new SpringApplicationBuilder(ShopApplication.class).run("--shop.role=" + role,
                        "--server.port=" + ports.get(role), "--eureka.client.enabled=false",
                        "--management.tracing.export.zipkin.endpoint=" + collector));
    }

    HttpResponse<String> get(String role, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(role, path)).build());
    }

    HttpResponse<String> post(String role, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(role, path)).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    int port(String role) {
        return ports.get(role);
    }

    private URI at(String role, String path) {
        return URI.create("http://localhost:" + ports.get(role) + path);
    }

    void stop(String role) {
        Stream.ofNullable(roles.remove(role)).forEach(ConfigurableApplicationContext::close);
    }

    @Override
    public void close() {
        roles.values().forEach(ConfigurableApplicationContext::close);
        http.close();
    }

}
