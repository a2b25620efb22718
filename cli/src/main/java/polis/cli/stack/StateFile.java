package polis.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import polis.cli.api.Json;
import tools.jackson.core.JacksonException;

/** {@code run/stack.json}, rewritten whole at every change. */
final class StateFile {

    private final Path file;
    private @Nullable StackState state;

    StateFile(StackFolder folder) {
        this.file = folder.state();
    }

    /** Reads what a launcher, this one or another, has written. */
    static Optional<StackState> read(StackFolder folder) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(folder.state()), StackState.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    synchronized void write(StackState next) {
        state = next;
        StackFolder.writePrivately(file, Json.MAPPER.writeValueAsBytes(next));
    }

    synchronized StackState update(UnaryOperator<StackState> change) {
        StackState next = change.apply(current());
        write(next);
        return next;
    }

    synchronized StackState current() {
        if (state == null) {
            throw new IllegalStateException("Nothing has been started yet");
        }
        return state;
    }
}
