package polis.scheduler.loop;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells that something changed. Many signals before a look are one. */
@Component
class Signal {

    private final BlockingQueue<Boolean> raised = new ArrayBlockingQueue<>(1);

    void raise() {
        raised.offer(Boolean.TRUE);
    }

    void await(Duration atMost) throws InterruptedException {
        raised.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
