package polis.cli.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import polis.cli.process.Pause;

/** What only one launcher may do at a time; the kernel gives it back when that one dies. */
final class CityLock implements AutoCloseable {

    private final FileChannel channel;

    private CityLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The care of a city; empty when another launcher has it. */
    static Optional<CityLock> tryTake(CityFolder folder) {
        return tryTake(folder.run().resolve("lock"));
    }

    /** What the cities of a checkout share is made by one launcher at a time; waits for its turn. */
    static CityLock ofPreparation(CityFolder folder) {
        return await(folder.apps().resolve("lock"));
    }

    /** The caches as well, but whoever only starts need not wait for those. */
    static CityLock ofTraining(CityFolder folder) {
        return await(folder.aot().resolve("lock"));
    }

    private static CityLock await(Path file) {
        while (true) {
            Optional<CityLock> lock = tryTake(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(200);
        }
    }

    private static Optional<CityLock> tryTake(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new CityLock(channel));
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
