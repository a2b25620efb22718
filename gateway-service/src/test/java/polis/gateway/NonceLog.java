package polis.gateway;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import polis.gateway.RawConnection.Message;

/** Every request with its nonce: what its client sent of it, how often it arrived, and how it ended. */
final class NonceLog {

    private static final Pattern NONCE = Pattern.compile("/n(\\d+)x([0-9a-f]+)/([A-Z_]+)");

    /** The end of a request whose client stood still on a busy machine, and was refused or cut off for it. */
    static final int STOOD_STILL = -1;

    private static final Set<String> TWICE_AT_MOST = Set.of("GET", "HEAD", "PUT", "DELETE");
    private static final int COMPLETED = 1;
    private static final int ENDED = 1 << 4;
    private static final int ARRIVED = 1 << 12;
    private static final int MOST_VIOLATIONS = 20;

    private final long seed;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicIntegerArray entries;
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<Fault, Map<Integer, LongAdder>> ends = new EnumMap<>(Fault.class);

    NonceLog(long seed, int requests) {
        this.seed = seed;
        this.entries = new AtomicIntegerArray(requests);
        for (Fault fault : Fault.values()) {
            ends.put(fault, new ConcurrentHashMap<>());
        }
    }

    /** The next request; -1 when there are enough. */
    int next() {
        int request = next.getAndIncrement();
        return request < entries.length() && violations.size() < MOST_VIOLATIONS ? request : -1;
    }

    /** What is drawn for a request depends on nothing but the seed and its number. */
    SplittableRandom random(int request) {
        return new SplittableRandom(seed * 31 + request * 0x9e3779b97f4a7c15L);
    }

    String nonce(int request) {
        return "n" + request + "x" + Long.toHexString(random(request).nextLong());
    }

    String body(int request) {
        return (nonce(request) + "|").repeat(1 + request % 40);
    }

    /** To be called before the last octet of a body is sent. */
    void completes(int request) {
        add(request, COMPLETED);
    }

    /** What an instance got. */
    void arrived(Message message) {
        Matcher nonce = NONCE.matcher(message.first());
        if (!nonce.find()) {
            // A head that broke off is no request.
            if (message.whole()) {
                violation("arrived without a nonce: " + message.first());
            }
            return;
        }
        int request = Integer.parseInt(nonce.group(1));
        String method = message.first().substring(0, message.first().indexOf(' '));
        int arrivals = add(request, ARRIVED) / ARRIVED;
        if (!nonce(request).equals("n" + nonce.group(1) + "x" + nonce.group(2))) {
            violation("arrived with a nonce that nobody made: " + message.first());
        }
        if (arrivals > (TWICE_AT_MOST.contains(method) ? 2 : 1)) {
            violation("arrived " + arrivals + " times: " + message.first());
        }
        if (Set.of("TRACE", "CONNECT").contains(method)) {
            violation("arrived: " + message.first());
        }
        boolean withBody = !Set.of("GET", "HEAD").contains(method);
        if (withBody && message.whole()) {
            if ((entries.get(request) & COMPLETED) == 0) {
                violation("a whole body that its client did not complete: " + message.first());
            }
            if (!message.body().equals(body(request))) {
                violation("another body: " + message.first());
            }
        }
        if (message.head().contains("6.6.6.6") || !message.header("X-Forwarded-For").equals("127.0.0.1")) {
            violation("a stranger was believed: " + message.head());
        }
    }

    String answer(int request) {
        return "answer to " + nonce(request) + " ";
    }

    /** How it ended for its client. */
    void ended(int request, Fault fault, int status, String detail) {
        if ((add(request, ENDED) / ENDED & 0xff) != 1) {
            violation("ended twice: " + nonce(request));
        }
        ends.get(fault).computeIfAbsent(status, _ -> new LongAdder()).increment();
        if (status != STOOD_STILL && !fault.ends.contains(status)) {
            unexpected.add(fault + " " + nonce(request) + " ended with " + status + ": " + detail);
        }
    }

    void violation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        for (int request = 0; request < Math.min(entries.length(), next.get()) && violations.isEmpty(); request++) {
            if ((entries.get(request) / ENDED & 0xff) != 1) {
                violation("did not end: " + nonce(request));
            }
        }
        return List.copyOf(violations);
    }

    /**
     * Requests that ended once and with nobody else's answer, but with another status than their fault should cost
     * them.
     */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** Requests by fault and end. */
    String figures() {
        Map<String, Object> figures = new TreeMap<>();
        ends.forEach((fault, statuses) -> figures.put(fault.name(), new TreeMap<>(statuses)));
        return figures.toString();
    }

    static int request(Message message) {
        Matcher nonce = NONCE.matcher(message.first());
        return nonce.find() ? Integer.parseInt(nonce.group(1)) : -1;
    }

    static Fault fault(Message message) {
        Matcher nonce = NONCE.matcher(message.first());
        return nonce.find() ? Fault.valueOf(nonce.group(3)) : Fault.NONE;
    }

    private int add(int request, int what) {
        return entries.addAndGet(request, what);
    }
}
