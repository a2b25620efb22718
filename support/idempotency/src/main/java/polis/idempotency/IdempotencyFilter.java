package polis.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;
import polis.problem.ProblemException;

/** Carries a POST with a key out once, and answers it from the store when it comes again. Stands behind security. */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final String CLAIM = IdempotencyFilter.class.getName() + ".claim";
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION,
            HttpHeaders.ETAG);

    private final Claims claims;
    private final CommitFence fence;

    IdempotencyFilter(Claims claims, CommitFence fence) {
        this.claims = claims;
        this.fence = fence;
    }

    /** Who is not known has no keys: all strangers together would share them. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getAttribute(CLAIM) == null && (!"POST".equals(request.getMethod())
                || request.getHeader(KeyedRequest.HEADER) == null || request.getUserPrincipal() == null
                || !request.getRequestURI().startsWith(request.getContextPath() + "/api/v1/"));
    }

    /** An answer that is made asynchronously passes here a second time, when it is there. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CLAIM) instanceof UUID claim) {
            WatchedResponse resumed = WebUtils.getNativeResponse(response, WatchedResponse.class);
            carryOut(claim, request, Objects.requireNonNull(resumed), chain);
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        KeyedRequest keyed = KeyedRequest.of(request, body);
        switch (claims.attempt(keyed)) {
            case Attempt.Claimed(UUID claim) -> {
                request.setAttribute(CLAIM, claim);
                carryOut(claim, new RepeatableRequest(request, body), new WatchedResponse(response), chain);
            }
            case Attempt.Answered(Attempt.Answer answer) -> replay(answer, response);
            case Attempt.Told(String location) -> throw new ProblemException(IdempotencyProblem.ALREADY_ANSWERED,
                    "This request was carried out and answered. Its answer held a secret, which is told once and not kept. "
                            + (location == null
                                    ? "If you have not got it, ask anew with another key: what was made before ends by itself."
                                    : "If you have not got it, delete %s and ask anew with another key."
                                            .formatted(location)));
            case Attempt.InProgress() -> throw new ProblemException(IdempotencyProblem.IDEMPOTENCY_KEY_IN_PROGRESS,
                    "The same request with this key is running. Ask again in a moment.")
                    .header(HttpHeaders.RETRY_AFTER, "1");
            case Attempt.AnswerLost() -> throw new ProblemException(IdempotencyProblem.IDEMPOTENCY_ANSWER_LOST,
                    "The request was carried out, but its answer was lost in a restart. Read the resource that it was to change.");
            case Attempt.Reused() -> throw new ProblemException(IdempotencyProblem.IDEMPOTENCY_KEY_REUSED,
                    "This key belongs to another request. Use a new key for each new request.");
        }
    }

    private void carryOut(UUID claim, HttpServletRequest request, WatchedResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean finished = false;
        fence.enter(claim);
        try {
            chain.doFilter(request, response);
            finished = true;
        } finally {
            fence.leave();
            if (!finished) {
                settle(claim, null);
            }
        }
        if (!request.isAsyncStarted()) {
            settle(claim, worthKeeping(response) ? answer(response) : null);
            response.copyBodyToResponse();
        }
    }

    /** What may go better next time is not kept, nor what was sent past us and cannot be. */
    private static boolean worthKeeping(WatchedResponse response) {
        int status = response.getStatus();
        return status < 500 && status != HttpStatus.TOO_MANY_REQUESTS.value() && !response.isCommitted();
    }

    /** The work is done: a store that fails now costs the replay, not the answer. */
    private void settle(UUID claim, Attempt.@Nullable Answer answer) {
        try {
            if (answer != null) {
                claims.complete(claim, answer);
            } else {
                claims.release(claim);
            }
        } catch (DataAccessException away) {
            log.warn("Cannot store the answer to a request with an idempotency key: {}", away.getMessage());
        }
    }

    /** Keeps, of an answer that must not be stored, only where to find what was made. */
    private static Attempt.Answer answer(WatchedResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : response.secret() ? List.of(HttpHeaders.LOCATION) : KEPT_HEADERS) {
            String value = HttpHeaders.CONTENT_TYPE.equals(name) ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Attempt.Answer(response.getStatus(), headers,
                response.secret() ? null : response.getContentAsByteArray());
    }

    private static void replay(Attempt.Answer answer, HttpServletResponse response) throws IOException {
        byte[] body = Objects.requireNonNull(answer.body());
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("Idempotent-Replayed", "true");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
