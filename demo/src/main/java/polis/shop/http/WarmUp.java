package polis.shop.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

import polis.shop.Shop;

/**
 * Calls each role that this one will call before it becomes ready, so that no customer waits while the first call loads what
 * it needs: seconds, on a busy machine. A role that is not there yet is left out.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shop shop;
    private final Calls calls;

    WarmUp(Shop shop, Calls calls) {
        this.shop = shop;
        this.calls = calls;
    }

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        List<Callable<Boolean>> all = shop.callees().stream().<Callable<Boolean>>map(role -> () -> reach(role))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(all, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean reach(String role) {
        try {
            calls.reach(role);
            return true;
        } catch (RestClientException notThere) {
            log.debug("{} is called later", role, notThere);
            return false;
        }
    }

}
