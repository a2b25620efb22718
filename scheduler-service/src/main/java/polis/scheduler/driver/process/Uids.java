package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.scheduler.driver.process.IsolationSettings.UidRange;

/**
 * Which user an architecture's workloads are: a folder named by the user's id is the claim to it. Whoever makes the
 * folder has it, so no two architectures get one user, whichever installation of this machine they
 * belong to; and it is kept.
 */
// ADR 77
final class Uids {

    private static final Logger log = LoggerFactory.getLogger(Uids.class);
    private static final String CLAIM = "claim";
    private static final String UNFINISHED = ".claim-";
    private static final Duration HALF_MADE = Duration.ofHours(1);
    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

    private final Path base;
    private final UidRange range;
    private final Path system;
    private final TakenUids taken = new TakenUids();
    private final Map<String, Integer> known = new HashMap<>();

    /** @param system the scheduler's own folder, which tells its architectures from those of other installations */
    Uids(Path base, UidRange range, Path system) {
        this.base = base;
        this.range = range;
        this.system = system;
    }

    /** Root's own: others pass through it to what is theirs, and cannot look around. Why it cannot be made, if so. */
    static Optional<String> prepare(Path base) {
        try {
            make(base);
            if (Owned.uid(base) != 0) {
                return Optional.of("the folder " + base + " is somebody else's");
            }
            Files.setPosixFilePermissions(base, PASSABLE);
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException unwritable) {
            return Optional.of("the folder " + base + " cannot be made (" + unwritable + ")");
        }
    }

    private static void make(Path folder) throws IOException {
        Path above = folder.getParent();
        if (!Files.isDirectory(folder) && above != null) {
            make(above);
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PASSABLE);
        }
    }

    /** Only the user itself gets into it. */
    Path folder(int uid) {
        return base.resolve(String.valueOf(uid));
    }

    synchronized int of(String architecture) throws IOException {
        Integer before = known.get(architecture);
        if (before != null && Files.exists(folder(before).resolve(CLAIM))) {
            return before;
        }
        String claim = system + "\n" + architecture + "\n";
        OptionalInt kept = claimed(claim);
        int uid = kept.isPresent() ? kept.getAsInt() : claim(claim);
        known.put(architecture, uid);
        return uid;
    }

    /** The users of this installation's architectures. */
    synchronized List<Integer> own() throws IOException {
        List<Integer> own = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "[0-9]*")) {
            for (Path folder : folders) {
                if (read(folder).startsWith(system + "\n")) {
                    own.add(Integer.parseInt(String.valueOf(folder.getFileName())));
                }
            }
        }
        return own;
    }

    private OptionalInt claimed(String claim) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "[0-9]*")) {
            for (Path folder : folders) {
                if (claim.equals(read(folder))) {
                    return OptionalInt.of(Integer.parseInt(String.valueOf(folder.getFileName())));
                }
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Begins at a place that the name gives, so that an architecture gets the same user again where nothing was kept.
     */
    private int claim(String claim) throws IOException {
        int start = Math.floorMod(hash(claim), range.size());
        for (int step = 0; step < range.size(); step++) {
            int uid = range.first() + (start + step) % range.size();
            if (!Files.exists(folder(uid)) && !taken.contains(uid) && make(uid, claim)) {
                log.info("Workloads of {} run as user {}", claim.strip().replace('\n', ' '), uid);
                return uid;
            }
        }
        throw new IOException("every user id of " + range + " is taken: widen polis.scheduler.workload.uids");
    }

    private boolean make(int uid, String claim) throws IOException {
        Path fresh = Files.createTempDirectory(base, UNFINISHED);
        for (String inner : List.of("jars", "instances")) {
            Owned.readableBy(uid, Files.createDirectory(fresh.resolve(inner)), "rwxr-x---");
        }
        Path file = Files.createFile(fresh.resolve(CLAIM),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, claim);
        Owned.readableBy(uid, fresh, "rwxr-x---");
        try {
            Files.move(fresh, folder(uid), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException another) {
            Leftovers.delete(fresh);
            if (Files.exists(folder(uid))) {
                return false;
            }
            throw another;
        }
    }

    /** Gives up the users of installations whose folder is gone, unless a process of theirs still runs. */
    synchronized void forgetAbandoned() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "[0-9]*")) {
            for (Path folder : folders) {
                String[] claim = read(folder).split("\n", 2);
                if (claim.length == 2 && !Files.isDirectory(Path.of(claim[0]))
                        && !TakenUids.runs(Integer.parseInt(String.valueOf(folder.getFileName())))) {
                    Leftovers.delete(folder);
                }
            }
        } catch (IOException later) {
            log.debug("The files of ended instances are removed later: {}", later.getMessage());
        }
        // Of schedulers that were killed while they made one.
        Leftovers.in(base, HALF_MADE, Set.of()).stream()
                .filter(folder -> String.valueOf(folder.getFileName()).startsWith(UNFINISHED))
                .forEach(Leftovers::delete);
    }

    private static String read(Path folder) {
        try {
            return Files.readString(folder.resolve(CLAIM));
        } catch (IOException none) {
            return "";
        }
    }

    private static int hash(String claim) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(claim.getBytes(StandardCharsets.UTF_8)))
                    .getInt();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
