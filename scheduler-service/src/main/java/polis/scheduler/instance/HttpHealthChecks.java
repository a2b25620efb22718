package polis.scheduler.instance;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.HealthChecks;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instance.Endpoint;
import polis.scheduler.cluster.Replica;
import polis.scheduler.cluster.ServiceTarget;

/** Asks each instance how it is, again and again, each on a virtual thread of its own. */
@Component
class HttpHealthChecks implements HealthChecks {

    private final Map<String, Check> checks = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1)).executor(task -> Thread.ofVirtual().name("health").start(task))
            .build();

    @Override
    public void watch(Collection<Instance> instances, Runnable changed) {
        Map<String, Instance> watched = new HashMap<>();
        instances.forEach(instance -> watched.put(instance.id(), instance));
        checks.entrySet().removeIf(entry -> {
            boolean over = !watched.containsKey(entry.getKey());
            if (over) {
                entry.getValue().thread.interrupt();
            }
            return over;
        });
        watched.forEach((id, instance) -> checks.computeIfAbsent(id, absent -> new Check(instance, changed)));
    }

    @Override
    public Replica.Probes probes(String id) {
        Check check = checks.get(id);
        return check == null ? Replica.Probes.NONE : check.probes;
    }

    @PreDestroy
    void close() {
        checks.values().forEach(check -> check.thread.interrupt());
        http.shutdownNow();
    }

    private final class Check {

        private final URI target;

        private final ServiceTarget.Health health;

        private final Runnable changed;

        private final Thread thread;

        private final Timeouts timeouts = new Timeouts();

        private volatile Replica.Probes probes = Replica.Probes.NONE;

        Check(Instance instance, Runnable changed) {
            this.health = instance.target().health();
            Endpoint endpoint = instance.endpoint();
            String host = endpoint.host().indexOf(':') < 0 ? endpoint.host() : "[" + endpoint.host() + "]";
            this.target = URI.create("http://" + host + ":" + endpoint.port() + health.path());
            this.changed = changed;
            this.thread = Thread.ofVirtual().name("health-" + instance.id()).start(this::run);
        }

        private void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Replica.Probes before = probes;
                    String answer = ask();
                    if (answer == null) {
                        continue;
                    }
                    probes = answer.startsWith("2")
                            ? new Replica.Probes(before.successes() + 1, 0, answer)
                            : new Replica.Probes(0, before.failures() + 1, answer);
                    if ((probes.successes() < 5 && probes.failures() < 5) || !Objects.equals(before.last(), answer)) {
                        changed.run();
                    }
                    Thread.sleep(health.interval());
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        /** Null where no answer was heard because nobody here listened. */
        @Nullable
        private String ask() throws InterruptedException {
            long asked = System.nanoTime();
            try {
                HttpRequest request = HttpRequest.newBuilder(target).timeout(health.timeout()).GET().build();
                int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                timeouts.answered();
                return String.valueOf(status);
            } catch (IOException unwell) {
                if (!timeouts.counts(Duration.ofNanos(System.nanoTime() - asked), health.timeout())) {
                    return null;
                }
                String message = unwell.getMessage();
                return "no answer (" + unwell.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                        + ")";
            }
        }
    }
}
