package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.scheduler.cluster.Driver.Isolation;
import polis.scheduler.cluster.Driver.Launch;
import polis.scheduler.driver.process.IsolationSettings.UidRange;

/**
 * Instances as users of their own, one per architecture. In {@code folder/UID}, which only that user gets into, are
 * {@code jars}, which it may only read, and {@code instances/ID}, which is the instance's to write.
 */
final class ArchitectureWorkplaces implements Workplaces {

    private static final Logger log = LoggerFactory.getLogger(ArchitectureWorkplaces.class);

    private final Path base;
    private final UidRange range;
    private final Uids uids;
    private final JarCopies jars = new JarCopies();

    ArchitectureWorkplaces(Path base, UidRange range, Path workdir) {
        this.base = base;
        this.range = range;
        this.uids = new Uids(base, range, workdir);
    }

    @Override
    public Workplace prepare(Launch launch) throws IOException {
        int uid = uids.of(launch.architecture());
        Path own = uids.folder(uid);
        Path jar = jars.copy(Path.of(launch.jar()), own.resolve("jars"), uid);
        return new Workplace(SetPriv.as(uid), OptionalInt.of(uid), jar,
                folder(own.resolve("instances").resolve(launch.instance()), uid));
    }

    /** Handed over last: until then nobody could have put a link into it. */
    private static Path folder(Path folder, int uid) throws IOException {
        if (Files.exists(folder) && Owned.uid(folder) == uid) {
            return folder;
        }
        if (!Files.exists(folder)) {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path temporary = folder.resolve("tmp");
        Files.createDirectories(temporary);
        Owned.by(uid, temporary);
        Owned.by(uid, folder);
        return folder;
    }

    @Override
    public Isolation isolation() {
        return new Isolation(true,
                "Workloads run as a user per architecture (ids " + range + "), without capabilities, in " + base + ".");
    }

    @Override
    public void tidy(Duration age, Set<String> running, Collection<String> jarsInUse) {
        uids.forgetAbandoned();
        Set<String> digests = jarsInUse.stream()
                .map(jar -> String.valueOf(Path.of(jar).resolveSibling("").getFileName())).collect(Collectors.toSet());
        try {
            for (int uid : uids.own()) {
                Path user = uids.folder(uid);
                Leftovers.in(user.resolve("instances"), age, running).forEach(folder -> remove(folder, uid));
                Leftovers.in(user.resolve("jars"), age, digests).forEach(Leftovers::delete);
            }
        } catch (IOException later) {
            log.debug("The files of ended instances are removed later: {}", later.getMessage());
        }
    }

    /** As the user that it belongs to, who may still be writing to it and could lead root astray by a link. */
    private static void remove(Path folder, int uid) {
        SetPriv.failure(uid, List.of("find", folder.toString(), "-mindepth", "1", "-delete"))
                .ifPresent(words -> log.debug("{} is not empty yet: {}", folder, words));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException stays) {
            log.debug("{} stays: {}", folder, stays.getMessage());
        }
    }
}
