package polis.registry.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves a process a tenth of the time that it wants. */
interface Starvation extends AutoCloseable {

    /** What its command begins with, so that it starves from its birth. */
    List<String> prefix();

    /** From now on. */
    void begin(RegistryNode node) throws IOException;

    /** Until the next one begins. */
    void end(RegistryNode node) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /** By a quota of 10 % of a core; empty where this machine lets nobody make one. */
    static Optional<Starvation> ofProcessor(String name) {
        return Quota.make(name).map(Starvation.class::cast);
    }

    /** By SIGSTOP and SIGCONT in turns of random length: stopped for nine tenths of each. */
    static Starvation byStops(long seed, int longestStopMillis) {
        return new Stops(new Random(seed), longestStopMillis);
    }

    /** A control group, of version 1 or 2. */
    record Quota(Path group) implements Starvation {

        static Optional<Quota> make(String name) {
            for (String root : List.of("/sys/fs/cgroup/cpu", "/sys/fs/cgroup")) {
                Path group = Path.of(root, name);
                try {
                    Files.createDirectory(group);
                    if (Files.exists(group.resolve("cpu.cfs_quota_us"))) {
                        Files.writeString(group.resolve("cpu.cfs_period_us"), "100000");
                        Files.writeString(group.resolve("cpu.cfs_quota_us"), "10000");
                        return Optional.of(new Quota(group));
                    }
                    if (Files.exists(group.resolve("cpu.max"))) {
                        Files.writeString(group.resolve("cpu.max"), "10000 100000");
                        return Optional.of(new Quota(group));
                    }
                    Files.delete(group);
                } catch (IOException notHere) {
                    // The other version, or none at all.
                }
            }
            return Optional.empty();
        }

        @Override
        public List<String> prefix() {
            return List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "starved");
        }

        @Override
        public void begin(RegistryNode node) throws IOException {
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(node.pid()));
        }

        @Override
        public void end(RegistryNode node) {
            // Its group ends with the test.
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(group);
        }
    }

    /** Turns on a thread of its own. */
    final class Stops implements Starvation {

        private final Random random;
        private final int longestMillis;
        private CountDownLatch over = new CountDownLatch(1);
        private Thread turns = new Thread(() -> {});

        private Stops(Random random, int longestMillis) {
            this.random = random;
            this.longestMillis = longestMillis;
        }

        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void begin(RegistryNode node) {
            over = new CountDownLatch(1);
            turns = Thread.ofPlatform().daemon().name("stops").start(() -> {
                try {
                    boolean ended = false;
                    while (!ended) {
                        long stopped = longestMillis / 4 + random.nextInt(longestMillis * 3 / 4);
                        node.standStill();
                        ended = over.await(stopped, TimeUnit.MILLISECONDS);
                        node.goOn();
                        ended = ended || over.await(stopped / 9, TimeUnit.MILLISECONDS);
                    }
                } catch (IOException | IllegalStateException dead) {
                    // It was killed.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void end(RegistryNode node) throws InterruptedException {
            over.countDown();
            turns.join();
        }

        @Override
        public void close() {
            over.countDown();
        }
    }
}
