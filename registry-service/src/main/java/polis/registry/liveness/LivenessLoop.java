package polis.registry.liveness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.eureka.Cleanup;
import polis.registry.selfcheck.SelfProbe;

/** Looks at the leases at a steady pace, and in between at the results of probes. */
@Component
class LivenessLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LivenessLoop.class);
    private static final long BATCH = 20;

    private final FailureDetector detector;
    private final Probes probes;
    private final SelfProbe probe;
    private final Cleanup cleanup;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    LivenessLoop(FailureDetector detector, Probes probes, SelfProbe probe, Cleanup cleanup) {
        this.detector = detector;
        this.probes = probes;
        this.probe = probe;
        this.cleanup = cleanup;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("failure-detector").start(this::run);
    }

    @Override
    public void stop() {
        stopping.countDown();
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the leases of the last run are back. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        long pace = cleanup.pace().toMillis();
        try {
            long due = System.nanoTime();
            while (stopping.getCount() > 0) {
                long left = (due - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    probes.await(left);
                    // Some at a time: after a network was cut there are as many suspects as leases.
                    stopping.await(Math.min(left, BATCH), TimeUnit.MILLISECONDS);
                    step(() -> detector.decideProbed(pace));
                    if (probes.waiting()) {
                        // They are decided at the next look, which may have to notice a standstill first.
                        stopping.await(left, TimeUnit.MILLISECONDS);
                    }
                } else {
                    due = System.nanoTime() + pace * 1_000_000;
                    step(() -> detector.look(pace, probe.measured()));
                    step(cleanup::run);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure does not end the loop. */
    private static void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("A look at the leases failed; the next one follows.", e);
        }
    }
}
