package polis.benchmark.map;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import zipkin2.Span;

/** Reporters: each has a connection of its own and sends waves of traces, the spans of each service in a message. */
final class SpanLoad {

    private static final int WAVES = 10;
    private static final int TRACES_OF_A_WAVE = 100;
    private static final int MESSAGES_OF_A_WAVE = 11;
    private static final int REPORTERS = 6;

    /** A flood does not wait for its answers one by one. */
    private static final int FLOODERS = 24;

    /**
     * Never the same again, not in another round either: a trace that comes twice is counted once. None is 0: no id is.
     */
    private static final AtomicLong NEXT_WAVE = new AtomicLong(1);

    private final List<List<Message>> waves = new ArrayList<>();
    private final int spansOfAWave;

    SpanLoad(TraceGenerator generator, Message.Format format) {
        int spans = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            List<Span> traces = new ArrayList<>();
            for (int trace = 0; trace < TRACES_OF_A_WAVE; trace++) {
                traces.addAll(generator.trace(trace));
            }
            spans = traces.size();
            waves.add(Message.wave(traces, MESSAGES_OF_A_WAVE, format));
        }
        this.spansOfAWave = spans;
    }

    /** What became of what was sent, in spans; {@code failed} are requests. */
    record Outcome(long taken, long refused, long failed, double seconds) {

        private Outcome plus(Outcome other) {
            return new Outcome(taken + other.taken, refused + other.refused, failed + other.failed, 0);
        }

        private Outcome in(double elapsed) {
            return new Outcome(taken, refused, failed, elapsed);
        }
    }

    /**
     * Has so many spans taken, as fast as the server does it. What is refused is sent again.
     *
     * @param time microseconds for the number of a span
     */
    Outcome deliver(SpanServer server, long spans, LongUnaryOperator time) throws Exception {
        long count = spans / spansOfAWave;
        AtomicLong next = new AtomicLong();
        return run(REPORTERS, () -> {
            Outcome sum = new Outcome(0, 0, 0, 0);
            List<List<Message>> own = copies();
            try (SpanWire wire = server.connect()) {
                for (long wave = next.getAndIncrement(); wave < count; wave = next.getAndIncrement()) {
                    long stamp = NEXT_WAVE.getAndIncrement();
                    for (Message message : own.get((int) (wave % WAVES))) {
                        byte[] bytes = message.stamped(stamp, time.applyAsLong(wave * spansOfAWave));
                        int status = wire.post(bytes, message.format().type());
                        while (status == 429) {
                            sum = sum.plus(new Outcome(0, message.spans(), 0, 0));
                            TimeUnit.MILLISECONDS.sleep(100);
                            status = wire.post(bytes, message.format().type());
                        }
                        if (status != 202) {
                            throw new IllegalStateException(server.name() + " answered " + status + " to spans");
                        }
                        sum = sum.plus(new Outcome(message.spans(), 0, 0, 0));
                    }
                }
            }
            return sum;
        });
    }

    /** Offers so many spans per second and gives up what is refused. */
    Outcome flood(SpanServer server, double spansPerSecond, double seconds) throws Exception {
        return offer(server, (long) (spansPerSecond * seconds / spansOfAWave), spansOfAWave / spansPerSecond * 1e9,
                seconds * 1.5);
    }

    /** Offers as many spans as the connections can carry and gives up what is refused. */
    Outcome saturate(SpanServer server, double seconds) throws Exception {
        return offer(server, Long.MAX_VALUE, 0, seconds);
    }

    private Outcome offer(SpanServer server, long count, double nanosOfAWave, double seconds) throws Exception {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        return run(FLOODERS, () -> {
            Outcome sum = new Outcome(0, 0, 0, 0);
            List<List<Message>> own = copies();
            try (SpanWire wire = server.connect()) {
                for (long wave = next.getAndIncrement(); wave < count
                        && System.nanoTime() - start < seconds * 1e9; wave = next.getAndIncrement()) {
                    TimeUnit.NANOSECONDS.sleep((long) (start + wave * nanosOfAWave) - System.nanoTime());
                    sum = sum.plus(once(wire, own.get((int) (wave % WAVES))));
                }
            }
            return sum;
        });
    }

    private static Outcome once(SpanWire wire, List<Message> messages) {
        Outcome sum = new Outcome(0, 0, 0, 0);
        long stamp = NEXT_WAVE.getAndIncrement();
        long now = System.currentTimeMillis() * 1000;
        for (Message message : messages) {
            int status;
            try {
                status = wire.post(message.stamped(stamp, now), message.format().type());
            } catch (IOException e) {
                status = 0;
            }
            sum = sum.plus(switch (status) {
                case 202 -> new Outcome(message.spans(), 0, 0, 0);
                case 429 -> new Outcome(0, message.spans(), 0, 0);
                default -> new Outcome(0, 0, 1, 0);
            });
        }
        return sum;
    }

    private List<List<Message>> copies() {
        return waves.stream().map(wave -> wave.stream().map(Message::copy).toList()).toList();
    }

    private interface Reporter {

        Outcome run() throws Exception;
    }

    private static Outcome run(int reporters, Reporter reporter) throws Exception {
        long start = System.nanoTime();
        Outcome sum = new Outcome(0, 0, 0, 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(reporters)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < reporters; i++) {
                running.add(threads.submit(reporter::run));
            }
            for (Future<Outcome> each : running) {
                sum = sum.plus(each.get());
            }
        }
        return sum.in((System.nanoTime() - start) / 1e9);
    }
}
