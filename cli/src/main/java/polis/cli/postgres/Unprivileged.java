package polis.cli.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import polis.cli.terminal.Failure;

/**
 * PostgreSQL refuses to run as root. In a user namespace without any mapping root is nobody for the program, while the
 * files stay root's own; where the kernel or a container forbids namespaces, the account {@code nobody} runs it.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    /** The binaries' own, that of the version, and .polis, which is shut otherwise. */
    private static final int OWN_FOLDERS = 3;

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged forThisUser() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of());
        }
        for (List<String> prefix : List.of(NAMESPACE, NOBODY)) {
            if (works(prefix)) {
                return new Unprivileged(prefix);
            }
        }
        throw new Failure(
                "PostgreSQL does not run as root, and neither 'unshare' nor 'setpriv' (package util-linux) can make root "
                        + "another user here. Run Polis as an ordinary user, or give a server with --db-url.");
    }

    /** Hands a folder or file over where another account will use it. */
    void own(Path path) {
        if (!prefix.equals(NOBODY)) {
            return;
        }
        run(List.of("chown", "-R", "65534:65534", path.toString()));
        Path above = path.getParent();
        if (above != null) {
            run(List.of("chmod", "a+x", above.toString()));
        }
        if (!succeeds(with(List.of("test", "-r", path.toString())))) {
            throw new Failure("PostgreSQL runs as 'nobody' here, who cannot reach " + path
                    + ". Give a folder that everybody may pass through: --data /var/lib/polis");
        }
    }

    /** Opens the way to a program of ours, through the folders that we have made ourselves. */
    void reach(Path program) {
        Path above = program.getParent();
        for (int i = 0; i < OWN_FOLDERS && above != null && prefix.equals(NOBODY); i++) {
            run(List.of("chmod", "a+x", above.toString()));
            above = above.getParent();
        }
    }

    /** The command as it has to be called. */
    List<String> with(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    private static void run(List<String> command) {
        if (!succeeds(command)) {
            throw new Failure("This command failed: " + String.join(" ", command));
        }
    }

    private static boolean works(List<String> prefix) {
        return succeeds(new Unprivileged(prefix).with(List.of("true")));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
