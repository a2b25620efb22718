package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import polis.cli.process.Pause;

/** Lets one launcher at a time do something; the kernel releases it when that launcher dies. */
final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the right to start and stop a stack; empty when another launcher has it. */
    static Optional<StackLock> tryTake(StackFolder folder) {
        return tryTake(folder.run().resolve("lock"));
    }

    /** Waits for the right to make what the stacks of a checkout share. */
    static StackLock ofPreparation(StackFolder folder) {
        return await(folder.apps().resolve("lock"));
    }

    /** Waits for the right to make the caches, which a start need not wait for. */
    static StackLock ofTraining(StackFolder folder) {
        return await(folder.aot().resolve("lock"));
    }

    private static StackLock await(Path file) {
        while (true) {
            Optional<StackLock> lock = tryTake(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(200);
        }
    }

    private static Optional<StackLock> tryTake(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new StackLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
