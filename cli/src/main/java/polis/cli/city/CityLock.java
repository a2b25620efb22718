package polis.cli.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one launcher that starts, watches or stops the city of a folder; the kernel gives it back when it dies. */
final class CityLock implements AutoCloseable {

    private final FileChannel channel;

    private CityLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<CityLock> tryTake(CityFolder folder) {
        try {
            FileChannel channel = FileChannel.open(folder.run().resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new CityLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + folder.run(), e);
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
