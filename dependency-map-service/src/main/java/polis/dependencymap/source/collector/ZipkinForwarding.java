package polis.dependencymap.source.collector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.dependencymap.otlp.OtlpToZipkin;
import polis.dependencymap.source.ZipkinTask;
import polis.dependencymap.span.SpanFormat;

/**
 * Sends a copy of what was accepted to a real Zipkin, where traces can be looked at one by one. It costs the map
 * nothing: what that Zipkin does not take in time is dropped here and counted.
 */
@Component
class ZipkinForwarding extends ZipkinTask {

    private static final Logger log = LoggerFactory.getLogger(ZipkinForwarding.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Copy(ByteBuffer spans, SpanFormat format) {}

    private final long mostBytes;
    private final BlockingQueue<Copy> queue = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Counter forwarded;
    private final Counter dropped;

    ZipkinForwarding(CollectorSettings settings, MeterRegistry meters) {
        super("zipkin-forwarding", endpoint(settings.forwardZipkin()));
        this.mostBytes = settings.forwardQueue().toBytes();
        this.forwarded = meters.counter("polis.map.forwarded.messages", "outcome", "sent");
        this.dropped = meters.counter("polis.map.forwarded.messages", "outcome", "dropped");
    }

    private static @Nullable URI endpoint(@Nullable URI zipkin) {
        return zipkin == null || zipkin.toString().isEmpty()
                ? null
                : URI.create(zipkin.toString().replaceAll("(/api/v2/spans)?/*$", "") + "/api/v2/spans");
    }

    void offer(byte[] spans, SpanFormat format) {
        if (!hasZipkin()) {
            return;
        }
        if (bytes.addAndGet(spans.length) > mostBytes) {
            bytes.addAndGet(-spans.length);
            dropped.increment();
            return;
        }
        queue.add(new Copy(ByteBuffer.wrap(spans), format));
    }

    @Override
    protected void run(URI zipkin) throws InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            boolean well = true;
            while (true) {
                Copy copy = queue.take();
                boolean sent = send(client, zipkin, copy);
                bytes.addAndGet(-copy.spans().capacity());
                (sent ? forwarded : dropped).increment();
                if (sent != well) {
                    log.info("Forwarding to {} {}", zipkin,
                            sent ? "works again" : "fails, and spans are dropped for it");
                    well = sent;
                }
            }
        }
    }

    private static boolean send(HttpClient client, URI zipkin, Copy copy) throws InterruptedException {
        try {
            return client.send(request(zipkin, copy), HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (RuntimeException e) {
            // Spans that Zipkin's own model does not hold must not end the forwarding of all that come after them.
            log.debug("Spans cannot be told to Zipkin", e);
            return false;
        }
    }

    private static HttpRequest request(URI zipkin, Copy copy) {
        return HttpRequest.newBuilder(zipkin).timeout(TIMEOUT).header("Content-Encoding", "gzip")
                .header("Content-Type",
                        copy.format() == SpanFormat.PROTO3 ? "application/x-protobuf" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(inZipkinsTerms(copy)))).build();
    }

    private static byte[] inZipkinsTerms(Copy copy) {
        byte[] spans = copy.spans().array();
        return copy.format().isOtlp() ? OtlpToZipkin.translated(spans, copy.format()) : spans;
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream(plain.length / 4);
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
