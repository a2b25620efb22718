package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a command as another user, without capabilities and without a way to get any (setpriv, package util-linux). */
final class SetPriv {

    private static final Path PROGRAM = Path.of("/usr/bin/setpriv");
    private static final long PATIENCE_SECONDS = 60;

    private SetPriv() {}

    /** The words before the command. The user's group has the same id. */
    static List<String> as(int uid) {
        return List.of(PROGRAM.toString(), "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--inh-caps=-all",
                "--no-new-privs", "--");
    }

    /** Why no command can run here as another user; empty when it perhaps can. */
    static Optional<String> missing() {
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return Optional.of("the scheduler does not run as root");
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noProc) {
            return Optional.of("this system has no /proc to see who the scheduler is");
        }
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.of("there is no " + PROGRAM + " (package util-linux)");
        }
        return Optional.empty();
    }

    /** Why that user cannot run that program in that folder; empty when it can. */
    static Optional<String> refusal(int uid, Path program, Path folder) {
        Optional<String> user = failure(uid, List.of("true"));
        if (user.isPresent()) {
            return Optional.of("the scheduler may not change to user " + uid + " (" + user.get() + ")");
        }
        return failure(uid,
                List.of("/bin/sh", "-c", "test -x \"$1\" && cd \"$2\"", "sh", program.toString(), folder.toString()))
                .map(words -> "user " + uid + " cannot reach " + program + " or " + folder);
    }

    /** Runs it as that user to its end; what it printed, or its exit status, where it did not succeed. */
    static Optional<String> failure(int uid, List<String> command) {
        List<String> words = new ArrayList<>(as(uid));
        words.addAll(command);
        try {
            ProcessBuilder builder = new ProcessBuilder(words).directory(Path.of("/").toFile())
                    .redirectErrorStream(true);
            builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("no end after " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(output.isEmpty() ? "exit status " + process.exitValue() : output);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
