package polis.cli.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import polis.cli.terminal.Failure;

/** A manifest as its author wrote it; the service reads it, so that every client gets the same answer. */
record ManifestFile(String content, String mediaType) {

    static ManifestFile read(String name) {
        try {
            if (name.equals("-")) {
                return new ManifestFile(new String(System.in.readAllBytes(), StandardCharsets.UTF_8),
                        "application/yaml");
            }
            boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
            return new ManifestFile(Files.readString(Path.of(name)), json ? "application/json" : "application/yaml");
        } catch (NoSuchFileException e) {
            throw new Failure("There is no file " + name + ". Give the path of a manifest with -f.");
        } catch (IOException e) {
            throw new Failure("Cannot read " + name + ": " + e.getMessage());
        }
    }
}
