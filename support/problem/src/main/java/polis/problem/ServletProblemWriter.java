package polis.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers a servlet request with the problem document of a failure; for filters, which no controller advice sees. */
public final class ServletProblemWriter {

    private static final Logger log = LoggerFactory.getLogger(ServletProblemWriter.class);

    private final Problems problems;

    ServletProblemWriter(Problems problems) {
        this.problems = problems;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("Client went away during {} {}", request.getMethod(), request.getRequestURI());
            return;
        }
        Problems.Answer answer = problems.answer(failure);
        if (response.isCommitted()) {
            log.debug("{} {} failed after its answer had begun", request.getMethod(), request.getRequestURI());
            return;
        }
        response.resetBuffer();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
