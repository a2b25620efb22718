package polis.idempotency;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** A small service that counts how often it was made to do something. */
@RestController
@EnableAutoConfiguration
class Orders {

    final AtomicInteger runs = new AtomicInteger();
    volatile CountDownLatch entered = new CountDownLatch(0);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile @Nullable RuntimeException failure;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Orders(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    @PostMapping("/api/v1/orders")
    ResponseEntity<Map<String, Object>> order(@RequestBody Map<String, Object> order) throws InterruptedException {
        int run = runs.incrementAndGet();
        transaction.executeWithoutResult(status -> {
            database.sql("insert into placed (run) values (:run)").param("run", run).update();
            entered.countDown();
            pass();
        });
        if (failure != null) {
            throw failure;
        }
        return ResponseEntity.created(URI.create("/api/v1/orders/" + run)).eTag(String.valueOf(run))
                .body(Map.of("run", run, "order", order));
    }

    @PostMapping("/api/v1/slow-orders")
    Callable<Map<String, Object>> slow(@RequestBody Map<String, Object> order) {
        int run = runs.incrementAndGet();
        return () -> Map.of("run", run);
    }

    /** Makes something that is told once. */
    @PostMapping("/api/v1/secrets")
    ResponseEntity<Map<String, Object>> secret(@RequestBody Map<String, Object> order) {
        int run = runs.incrementAndGet();
        transaction.executeWithoutResult(
                status -> database.sql("insert into placed (run) values (:run)").param("run", run).update());
        return ResponseEntity.created(URI.create("/api/v1/secrets/" + run)).cacheControl(CacheControl.noStore())
                .body(Map.of("secret", "hush-" + run));
    }

    @PostMapping("/api/v1/slow-secrets")
    Callable<ResponseEntity<Map<String, Object>>> slowSecret(@RequestBody Map<String, Object> order) {
        return () -> secret(order);
    }

    @PostMapping("/other")
    int other() {
        return runs.incrementAndGet();
    }

    static ProblemException refusal() {
        return new ProblemException(StandardProblem.CONFLICT, "Not now.");
    }

    private void pass() {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Stands for security: says who calls. */
    @Bean
    FilterRegistrationBean<Filter> callers() {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            String caller = ((HttpServletRequest) request).getHeader("X-Caller");
            chain.doFilter(caller == null ? request : new HttpServletRequestWrapper((HttpServletRequest) request) {

                @Override
                public Principal getUserPrincipal() {
                    return () -> caller;
                }
            }, response);
        });
        filter.setOrder(-100);
        return filter;
    }
}
