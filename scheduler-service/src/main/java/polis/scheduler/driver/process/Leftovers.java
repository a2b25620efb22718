package polis.scheduler.driver.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and removes folders that nobody needs any more. */
final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {}

    /** The folders in it that nothing has been put into for that long, except those of that name. */
    static List<Path> in(Path folder, Duration age, Set<String> except) {
        Instant before = Instant.now().minus(age);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !except.contains(String.valueOf(path.getFileName())))
                    .filter(path -> isOlder(path, before)).toList();
        } catch (IOException | UncheckedIOException later) {
            log.debug("The files of ended instances are removed later: {}", later.getMessage());
            return List.of();
        }
    }

    private static boolean isOlder(Path path, Instant before) {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }

    /** With all that is in it; links are removed and not followed. Nobody else may be writing to it meanwhile. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            log.warn("Could not remove {}: {}", folder, stays.getMessage());
        }
    }
}
