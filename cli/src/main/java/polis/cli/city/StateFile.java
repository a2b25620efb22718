package polis.cli.city;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import polis.cli.api.Json;
import tools.jackson.core.JacksonException;

/** {@code run/city.json}, rewritten whole at every change. */
final class StateFile {

    private final Path file;
    private @Nullable CityState state;

    StateFile(CityFolder folder) {
        this.file = folder.state();
    }

    /** What a launcher, this one or another, has written. */
    static Optional<CityState> read(CityFolder folder) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(folder.state()), CityState.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    synchronized void write(CityState next) {
        state = next;
        CityFolder.writePrivately(file, Json.MAPPER.writeValueAsBytes(next));
    }

    synchronized CityState update(UnaryOperator<CityState> change) {
        CityState next = change.apply(current());
        write(next);
        return next;
    }

    synchronized CityState current() {
        if (state == null) {
            throw new IllegalStateException("Nothing has been started yet");
        }
        return state;
    }
}
