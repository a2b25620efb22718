package polis.dependencymap.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** What a document is written on as it is made: a large one is never in memory as a whole. */
final class Paper {

    private final Writer writer;

    Paper(Writer writer) {
        this.writer = writer;
    }

    Paper append(Object text) {
        try {
            writer.write(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Paper append(char character) {
        try {
            writer.write(character);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
