package polis.registry.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches the lists one after the other, all the time, and looks whether one lacks somebody who lived all the while. Remembers
 * when those that were killed were gone from a whole list first.
 */
final class ListPolls implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("\"instanceId\" ?: ?\"([^\"]+)\"");
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString("eureka:eureka-secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http;
    private final URI base;
    private final List<HonestClient> clients;
    private final List<String> services;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> lacking = new ArrayList<>();
    private final Map<String, Long> goneAt = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile int polls;
    private volatile int failed;
    private volatile long longest;

    ListPolls(HttpClient http, URI base, List<HonestClient> clients, List<String> services) {
        this.http = http;
        this.base = base;
        this.clients = clients;
        this.services = services;
        this.thread = Thread.ofPlatform().daemon().name("list-polls").start(this::run);
    }

    int polls() {
        return polls;
    }

    int failed() {
        return failed;
    }

    /** Of all polls so far, in milliseconds. */
    long longest() {
        return longest;
    }

    /** Who was missing, when and where. */
    List<String> lacking() {
        synchronized (lacking) {
            return List.copyOf(lacking);
        }
    }

    /** In nanoseconds; null while it is listed. */
    Long goneAt(HonestClient client) {
        return goneAt.get(client.id());
    }

    private void run() {
        var lists = new ArrayList<>(List.of("/eureka/apps"));
        services.forEach(service -> {
            lists.add("/eureka/apps/" + service.toUpperCase(Locale.ROOT));
            lists.add("/eureka/vips/" + service);
        });
        try {
            for (int next = 0; !over.await(250, TimeUnit.MILLISECONDS); next++) {
                poll(lists.get(next % lists.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(String list) throws InterruptedException {
        long from = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(base.resolve(list)).timeout(PATIENCE)
                    .header("Authorization", AUTHORIZATION).header("Accept", "application/json").build(),
                    BodyHandlers.ofString());
            long to = System.nanoTime();
            longest = Math.max(longest, (to - from) / 1_000_000);
            // No such application is a list without anybody in it.
            if (answer.statusCode() != 200 && answer.statusCode() != 404) {
                failed++;
                return;
            }
            polls++;
            check(list, ids(answer.body()), from, to);
        } catch (IOException e) {
            failed++;
        }
    }

    private void check(String list, Set<String> listed, long from, long to) {
        for (HonestClient client : clients) {
            boolean expected = list.equals("/eureka/apps")
                    || list.toLowerCase(Locale.ROOT).endsWith("/" + client.service());
            if (!expected) {
                continue;
            }
            if (client.livedThrough(from, to) && !listed.contains(client.id())) {
                synchronized (lacking) {
                    lacking.add(client.id() + " in " + list + " of poll " + polls);
                }
            }
            if (client.killedAt() < from && !listed.contains(client.id())) {
                goneAt.putIfAbsent(client.id(), to);
            }
        }
    }

    private static Set<String> ids(String body) {
        var ids = new HashSet<String>();
        Matcher matcher = ID.matcher(body);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        over.countDown();
        thread.join();
    }
}
