package polis.dependencymap.source.collector;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import polis.dependencymap.link.Span;
import polis.dependencymap.source.SpanReader;
import polis.dependencymap.span.SpanFormat;

/**
 * Decodes few lists at a time: however many requests there are, queries of the map find a processor too. Each is
 * decoded by the thread that has read it, for its bytes are in that processor's cache. What waits here is bounded by
 * the memory that requests may take.
 */
@Component
class Decoding {

    private final SpanReader reader;
    private final Semaphore permits = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    Decoding(SpanReader reader) {
        this.reader = reader;
    }

    List<Span> decode(byte[] bytes, SpanFormat format) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        try {
            return reader.read(bytes, format);
        } finally {
            permits.release();
        }
    }
}
