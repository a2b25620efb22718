package polis.dependencymap.source.collector;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.SpanReader;

/**
 * Decodes on few threads of its own: however many requests there are, each processor works on one list at a time, and
 * queries of the map find a processor too. What waits here is bounded by the memory that requests may take.
 */
@Component
class Decoding implements AutoCloseable {

    private final SpanReader reader;
    private final ExecutorService threads;

    Decoding(SpanReader reader) {
        this.reader = reader;
        this.threads = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                Thread.ofPlatform().daemon().name("decoding-", 0).factory());
    }

    List<Span> decode(byte[] bytes, SpanFormat format) {
        try {
            return threads.submit(() -> reader.read(bytes, format)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
