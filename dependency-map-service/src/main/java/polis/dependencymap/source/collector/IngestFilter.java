package polis.dependencymap.source.collector;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

// ADR 57
/**
 * Takes Zipkin's spans that come with the ingest key before security and the dispatcher see them: they have nothing to
 * say about such a request, and cost several times what its spans do. What is not plainly one goes on to them.
 */
final class IngestFilter implements Filter {

    static final String PATHS = "/ingest/*";

    private static final String PATTERN = "/ingest/{key}/api/v2/spans";
    private static final String BEGIN = "/ingest/";
    private static final String END = "/api/v2/spans";
    private static final String END_OF_OTLP = "/v1/traces";

    private final IngestKey ingestKey;
    private final Collector collector;

    IngestFilter(IngestKey ingestKey, Collector collector) {
        this.ingestKey = ingestKey;
        this.collector = collector;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest spans && response instanceof HttpServletResponse answer
                && taken(spans, answer))) {
            chain.doFilter(request, response);
        }
    }

    private boolean taken(HttpServletRequest spans, HttpServletResponse answer) throws IOException {
        if (!spans.getMethod().equals("POST")) {
            return false;
        }
        if (spans.getRequestURI().equals(BEGIN + END_OF_OTLP)) {
            // The dispatcher knows no path with an empty part, and would answer nothing that helps.
            ingestKey.check("");
        }
        String key = key(spans.getRequestURI());
        if (key == null) {
            return false;
        }
        // By its pattern, as the dispatcher would have it: the metrics must not know the key, and not every wrong one.
        ServerHttpObservationFilter.findObservationContext(spans).ifPresent(seen -> seen.setPathPattern(PATTERN));
        ingestKey.check(key);
        collector.take(spans, SpanController.formatOf(spans.getContentType()));
        answer.setStatus(HttpServletResponse.SC_ACCEPTED);
        return true;
    }

    /** Returns the key in the path, or null if it is another path, or one that has to be decoded first. */
    private static @Nullable String key(String path) {
        if (!path.startsWith(BEGIN) || !path.endsWith(END) || path.length() < BEGIN.length() + END.length()) {
            return null;
        }
        String key = path.substring(BEGIN.length(), path.length() - END.length());
        return key.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '%' && c != ';') ? key : null;
    }
}
