package polis.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies over the limit: by their declared length before reading, else as soon as one byte too many is read.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final DataSize limit;

    BodyLimitFilter(DataSize limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge(limit);
        }
        // A declared length is enforced by the container; only chunked bodies need counting.
        boolean counted = request.getContentLengthLong() < 0;
        chain.doFilter(counted ? new LimitedRequest(request, limit) : request, response);
    }

    static ProblemException tooLarge(DataSize limit) {
        return new ProblemException(StandardProblem.BODY_TOO_LARGE,
                "A body may have at most " + limit.toBytes() + " bytes. Send a smaller one.");
    }
}
