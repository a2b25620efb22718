package polis.scheduler.driver.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.scheduler.cluster.RunningProcess;

/** The log and the pid file of each instance: {@code instances/ID.log}, {@code instances/ID.pid}. */
final class InstanceFiles {

    private static final Logger log = LoggerFactory.getLogger(InstanceFiles.class);
    private static final int WINDOW = 16384;

    private final Path folder;
    private final long logSize;

    InstanceFiles(Path workdir, long logSize) {
        this.folder = workdir.resolve("instances");
        this.logSize = logSize;
    }

    /** The scheduler's own: what workloads write may be confidential, and pid files say whom to end. */
    Path folder() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }

    Path log(String instance) throws IOException {
        Path log = folder().resolve(instance + ".log");
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return log;
    }

    /** {@code pid startEpochMillis}; written at once and whole, as others end processes by it. */
    void writePid(String instance, RunningProcess process) throws IOException {
        Path file = folder().resolve(instance + ".pid");
        Path fresh = folder().resolve(instance + ".pid.new");
        Files.writeString(fresh, process.pid() + " " + process.startedMillis() + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void removePid(String instance) {
        try {
            Files.deleteIfExists(folder.resolve(instance + ".pid"));
        } catch (IOException stays) {
            log.warn("Could not remove the pid file of {}: {}", instance, stays.getMessage());
        }
    }

    /** Keeps one former log and cuts the present one, which its writer, appending, does not notice. */
    void rotate(String instance) {
        Path current = folder.resolve(instance + ".log");
        try {
            if (Files.exists(current) && Files.size(current) > logSize) {
                Files.copy(current, folder.resolve(instance + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel channel = FileChannel.open(current, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        } catch (IOException unwritable) {
            log.warn("Could not rotate the log of {}: {}", instance, unwritable.getMessage());
        }
    }

    /** More than is quoted: what belongs to a secret may stand before it. A line that is cut in two is left out. */
    @Nullable
    String logTail(String instance) {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(instance + ".log").toFile(), "r")) {
            long length = Math.min(file.length(), WINDOW);
            byte[] tail = new byte[(int) length];
            file.seek(file.length() - length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8);
            return length < WINDOW ? text : text.substring(wholeFrom(text));
        } catch (IOException nothing) {
            return null;
        }
    }

    /** The next line; of a single one the next word. */
    private static int wholeFrom(String text) {
        int line = text.indexOf('\n');
        int from = line >= 0 ? line + 1 : 0;
        while (line < 0 && from < text.length() && !Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from;
    }

    void tidy(Duration age, Collection<String> running) {
        Instant before = Instant.now().minus(age);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                String instance = name.substring(0, Math.max(0, name.indexOf('.')));
                if (!running.contains(instance) && Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException later) {
            log.debug("The files of ended instances are removed later: {}", later.getMessage());
        }
    }
}
