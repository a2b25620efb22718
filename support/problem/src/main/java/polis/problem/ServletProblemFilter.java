package polis.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what a filter threw: security that cannot reach its keys, a store that cannot reach its database. */
final class ServletProblemFilter extends OncePerRequestFilter {

    private final ServletProblemWriter writer;

    ServletProblemFilter(ServletProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException wrapped) {
            writer.write(request, response, wrapped.getCause() != null ? wrapped.getCause() : wrapped);
        } catch (IOException | RuntimeException failure) {
            writer.write(request, response, failure);
        }
    }
}
