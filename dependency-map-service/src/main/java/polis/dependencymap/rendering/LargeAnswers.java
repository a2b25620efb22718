package polis.dependencymap.rendering;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * Limits how many answers about a large map are made and written at a time: each takes a good part of the heap until
 * its reader has it. Other maps have no limit.
 */
@Component
class LargeAnswers implements HandlerInterceptor, WebMvcConfigurer {

    private static final String TAKEN = LargeAnswers.class.getName();

    private final MapService maps;
    private final Semaphore answers = new Semaphore(2, true);

    LargeAnswers(MapService maps) {
        this.maps = maps;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/map", "/api/v1/cycles/**", "/api/v1/drift",
                "/api/v1/metrics", "/api/v1/critical-paths", "/api/v1/services/**", "/api/v1/checks", "/api/v1/what-if",
                "/api/v1/baselines/*", "/api/v2/dependencies");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (maps.isLarge() && request.getAttribute(TAKEN) == null) {
            if (!answers.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new ProblemException(StandardProblem.TOO_MANY_REQUESTS,
                        "Two answers about a large map are being written and others wait. Repeat the request after the time in Retry-After.")
                        .header("Retry-After", "5");
            }
            request.setAttribute(TAKEN, true);
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(TAKEN) != null) {
            request.removeAttribute(TAKEN);
            answers.release();
        }
    }
}
