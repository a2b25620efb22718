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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fetches each list again and again, and looks whether one lacks somebody who lived all the while. Remembers
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
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> lacking = new ArrayList<>();
    private final Map<String, Long> goneAt = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();

    ListPolls(HttpClient http, URI base, List<HonestClient> clients, List<String> services) {
        this.http = http;
        this.base = base;
        this.clients = clients;
        Stream.concat(Stream.of("/eureka/apps"), services.stream().flatMap(
                service -> Stream.of("/eureka/apps/" + service.toUpperCase(Locale.ROOT), "/eureka/vips/" + service)))
                .forEach(
                        list -> threads.add(Thread.ofPlatform().daemon().name("polls " + list).start(() -> run(list))));
    }

    int polls() {
        return polls.get();
    }

    int failed() {
        return failed.get();
    }

    /** Returns the latency of all polls so far, in milliseconds. */
    long longest() {
        return longest.get();
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

    private void run(String list) {
        try {
            while (!over.await(400, TimeUnit.MILLISECONDS)) {
                poll(list);
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
            longest.accumulateAndGet((to - from) / 1_000_000, Math::max);
            // No such application is a list without anybody in it.
            if (answer.statusCode() != 200 && answer.statusCode() != 404) {
                failed.incrementAndGet();
                return;
            }
            polls.incrementAndGet();
            check(list, ids(answer.body()), from, to);
        } catch (IOException e) {
            failed.incrementAndGet();
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
                    lacking.add(client.id() + " in " + list + " of poll " + polls.get());
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
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
