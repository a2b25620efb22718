package polis.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers what a controller threw, unless an exception handler of the service's own took it. */
final class ServletProblemResolver implements HandlerExceptionResolver {

    private final ServletProblemWriter writer;

    ServletProblemResolver(ServletProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception failure) {
        try {
            writer.write(request, response, failure);
        } catch (IOException unwritable) {
            failure.addSuppressed(unwritable);
            return null;
        }
        return new ModelAndView();
    }
}
