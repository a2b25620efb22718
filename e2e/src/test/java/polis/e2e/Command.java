package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the operating system, run to its end within a deadline, with what it printed. */
final class Command {

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private Duration deadline = Duration.ofMinutes(2);

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(List<String> words) {
        return new Command(words);
    }

    /** A shell script of which every command must succeed, those in front of a pipe too, and every variable is set. */
    static Command script(String text) {
        return of("bash", "-euo", "pipefail", "-c", text);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    Command with(String name, String value) {
        this.environment.put(name, value);
        return this;
    }

    Command within(Duration time) {
        this.deadline = time;
        return this;
    }

    Result run() {
        try {
            Path output = Files.createTempFile("polis-e2e", ".out");
            Process process = builder(output).start();
            boolean ended = process.waitFor(this.deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output);
            Files.delete(output);
            if (!ended) {
                throw new AssertionError(this.words + " was not done after " + this.deadline + ":\n" + text);
            }
            return new Result(process.exitValue(), text);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** Runs it and expects exit code 0. */
    String succeed() {
        Result result = run();
        if (result.exitCode() != 0) {
            throw new AssertionError(this.words + " ended with " + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    /** Starts it in the background; both streams go to the file. */
    Process start(Path output) {
        try {
            return builder(output).start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private ProcessBuilder builder(Path output) {
        ProcessBuilder builder = new ProcessBuilder(this.words).directory(Repository.ROOT.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(this.environment);
        return builder;
    }

    record Result(int exitCode, String output) {

    }

}
