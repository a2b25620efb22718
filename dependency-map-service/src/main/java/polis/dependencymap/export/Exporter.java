package polis.dependencymap.export;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/** A format that a map can be written in. Names come from the network: none of them may break out of its context. */
public interface Exporter {

    /**
     * Writes the whole document, piece by piece.
     *
     * @throws UncheckedIOException if the writer does not take it
     */
    void write(Drawing drawing, Writer writer);

    /** Returns the whole document. */
    default String write(Drawing drawing) {
        var text = new StringWriter();
        write(drawing, text);
        return text.toString();
    }
}
