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
 * Calls each role that this one will call, and requests what it will be asked, before it becomes ready: so that no
 * customer waits while the first requests load what they need, which takes many seconds on a busy machine. It goes on
 * until that is quick. A role that is not there yet is left out.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration QUICK = Duration.ofMillis(200);
    private static final int MOST_ROUNDS = 50;

    private final Shop shop;
    private final Calls calls;
    private final WarmUpCalls own;

    WarmUp(Shop shop, Calls calls, WarmUpCalls own) {
        this.shop = shop;
        this.calls = calls;
        this.own = own;
    }

    @Override
    public void run(ApplicationArguments args) throws InterruptedException {
        List<Callable<Boolean>> callees = shop.callees().stream().<Callable<Boolean>>map(role -> () -> reach(role))
                .toList();
        ExecutorService threads = Executors
                .newCachedThreadPool(Thread.ofPlatform().daemon().name("warm-up-", 0).factory());
        try {
            threads.invokeAll(callees, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            threads.invokeAll(List.of(this::warmUp), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            // Nothing waits for what does not end.
            threads.shutdownNow();
        }
    }

    private int warmUp() {
        int rounds = 0;
        long took;
        do {
            long begun = System.nanoTime();
            shop.warmUpRequests().forEach(own::of);
            took = System.nanoTime() - begun;
            rounds++;
        } while (took > QUICK.toNanos() && rounds < MOST_ROUNDS && !Thread.currentThread().isInterrupted());
        return rounds;
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
