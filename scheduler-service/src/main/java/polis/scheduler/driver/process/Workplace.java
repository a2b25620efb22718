package polis.scheduler.driver.process;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where an instance runs, and as whom.
 *
 * @param prefix words before the command that change its user
 * @param uid the user, where it is not the scheduler's own
 * @param jar what that user can read
 * @param folder what it may write: its working folder and home, with {@code tmp} in it
 */
record Workplace(List<String> prefix, OptionalInt uid, Path jar, Path folder) {

    Path temporary() {
        return folder.resolve("tmp");
    }
}
