package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** User ids that somebody else on this machine has: accounts, the ranges of their containers, running processes. */
final class TakenUids {

    boolean contains(int uid) {
        return account(uid) || range(uid) || runs(uid);
    }

    private static boolean account(int uid) {
        return lines(Path.of("/etc/passwd")).stream().map(line -> line.split(":", -1))
                .anyMatch(fields -> fields.length > 2 && fields[2].equals(String.valueOf(uid)));
    }

    /** {@code name:first:count} */
    private static boolean range(int uid) {
        return lines(Path.of("/etc/subuid")).stream().map(line -> line.split(":", -1)).anyMatch(fields -> {
            try {
                long first = Long.parseLong(fields[1].strip());
                return fields.length > 2 && uid >= first && uid < first + Long.parseLong(fields[2].strip());
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException noRange) {
                return false;
            }
        });
    }

    static boolean runs(int uid) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (isOf(uid, process)) {
                    return true;
                }
            }
            return false;
        } catch (IOException noProc) {
            return false;
        }
    }

    private static boolean isOf(int uid, Path process) {
        try {
            return Owned.uid(process) == uid;
        } catch (IOException ended) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException none) {
            return List.of();
        }
    }
}
