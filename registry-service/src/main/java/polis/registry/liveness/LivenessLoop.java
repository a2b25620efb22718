package polis.registry.liveness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.eureka.Tidying;
import polis.registry.hearing.OwnEar;

/** Looks at the leases at a steady pace, and in between at what was replied. */
@Component
class LivenessLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LivenessLoop.class);

    private static final long BATCH = 20;

    private final LeaseWatch watch;
    private final Questions questions;
    private final OwnEar ear;
    private final Tidying tidying;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

    LivenessLoop(LeaseWatch watch, Questions questions, OwnEar ear, Tidying tidying) {
        this.watch = watch;
        this.questions = questions;
        this.ear = ear;
        this.tidying = tidying;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("lease-watch").start(this::run);
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
        long pace = tidying.pace().toMillis();
        try {
            long due = System.nanoTime();
            while (stopping.getCount() > 0) {
                long left = (due - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    questions.await(left);
                    // Some at a time: after a network was cut there are as many suspects as leases.
                    stopping.await(Math.min(left, BATCH), TimeUnit.MILLISECONDS);
                    step(() -> watch.hear(pace));
                    if (questions.waiting()) {
                        // They are judged at the next look, which may have to tell of a standstill first.
                        stopping.await(left, TimeUnit.MILLISECONDS);
                    }
                } else {
                    due = System.nanoTime() + pace * 1_000_000;
                    step(() -> watch.look(pace, ear.heard()));
                    step(tidying::tidy);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, the next look comes all the same. */
    private static void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("Looking after the leases failed.", e);
        }
    }
}
