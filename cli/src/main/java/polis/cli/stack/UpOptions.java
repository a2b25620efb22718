package polis.cli.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import polis.cli.terminal.Failure;

/** How a stack is started; shared by {@code up} and {@code demo}. */
public final class UpOptions {

    private static final int HIGHEST_OFFSET = 44_000;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0", description = "Moves every port by N: 8761, 8081, 8082, 8083, 8080, 9080, PostgreSQL's 15432 and the workloads' "
            + "20000-20999.")
    private int portOffset;

    @Option(names = "--data", paramLabel = "DIR", description = "Where Polis keeps its database, secrets, logs and state; .polis in the checkout by default.")
    private @Nullable Path data;

    @Option(names = "--artifacts", paramLabel = "DIR", description = "The folder that artifact.jar in a manifest is relative to; the checkout by default.")
    private @Nullable Path artifacts;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "The address that the five services and the workloads listen on (${DEFAULT-VALUE}); 0.0.0.0 lets other machines in.")
    private String bind = "127.0.0.1";

    @Option(names = "--db-url", paramLabel = "URL", description = "A PostgreSQL of yours instead of the embedded one: jdbc:postgresql://host:5432/database. "
            + "Its roles and schemas are made by --db-user.")
    private @Nullable String dbUrl;

    @Option(names = "--db-user", paramLabel = "NAME", defaultValue = "postgres", description = "A role that may make roles and schemas there (${DEFAULT-VALUE}).")
    private String dbUser = "postgres";

    @Option(names = "--db-password", paramLabel = "PASSWORD", defaultValue = "${env:POLIS_DB_PASSWORD}", description = "Its password; better by the environment variable POLIS_DB_PASSWORD.")
    private @Nullable String dbPassword;

    @Option(names = "--plain", description = "Starts each jar as it is, with the JVM's own defaults: no extraction, no AOT cache, no bounds on memory.")
    private boolean plain;

    @Option(names = "--no-aot", description = "Makes no AOT caches for the next start; for machines that start a build once, such as those of CI.")
    private boolean noAot;

    /** Makes no AOT caches: the stack is started once. */
    public void once() {
        noAot = true;
    }

    public StackFolder folder() {
        return StackFolder.of(data);
    }

    StackPlan plan() {
        if (portOffset < 0 || portOffset > HIGHEST_OFFSET) {
            throw new Failure("--port-offset must be from 0 to " + HIGHEST_OFFSET + ".");
        }
        return plan(portOffset, bind);
    }

    /** Returns the plan by which the stack that is taken over was started. */
    StackPlan plan(StackState left) {
        return plan(left.portOffset(), left.bind() == null ? bind : left.bind());
    }

    private StackPlan plan(int offset, String address) {
        StackFolder folder = folder();
        folder.create();
        Secrets secrets = Secrets.in(folder.secrets());
        Path home = StackFolder.home();
        Database database = dbUrl == null
                ? Database.embedded(offset, secrets)
                : Database.external(dbUrl, dbUser, dbPassword == null ? "" : dbPassword);
        Path root = artifacts == null ? home : artifacts.toAbsolutePath().normalize();
        return new StackPlan(folder, home, root, offset, address, secrets, database, plain, !noAot);
    }
}
