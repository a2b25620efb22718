package polis.carriers;

import java.util.concurrent.CountDownLatch;

/** Two virtual threads need a class whose initializer waits for a third one. */
final class ColdStart {

    private static final CountDownLatch DONE = new CountDownLatch(1);
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    private ColdStart() {}

    private static final class Needed {

        static {
            await(BOTH);
            Thread.ofVirtual().start(DONE::countDown);
            await(DONE);
        }

        private static void touch() {}
    }

    static void main(String[] args) throws InterruptedException {
        if (args[0].equals("with")) {
            Carriers.provide();
        }
        System.out.println("begun");
        Thread one = Thread.ofVirtual().start(ColdStart::need);
        Thread other = Thread.ofVirtual().start(ColdStart::need);
        one.join();
        other.join();
        System.out.println("parallelism " + System.getProperty("jdk.virtualThreadScheduler.parallelism"));
    }

    private static void need() {
        BOTH.countDown();
        Needed.touch();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
