package polis.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML more strictly than YAML is: no tags, no key twice, plain keys, and bounds for depth, keys, documents and
 * size. An error that leaves the rest readable is told and reading goes on, so that one answer names all of them.
 */
public final class StrictYaml {

    private StrictYaml() {}

    /**
     * Reads documents in their order; those that are empty are plain scalars without text. Their pointers begin with
     * {@code /0}, {@code /1} and so on. Returns nothing where the stream cannot be read, which {@code errors} are told.
     */
    public static List<YamlNode> documents(byte[] utf8, YamlLimits limits, Consumer<YamlError> errors) {
        List<YamlNode> read = reading(utf8, errors, events -> {
            var documents = new ArrayList<YamlNode>();
            int left = limits.size();
            events.next(); // the stream starts
            for (Event start = events.next(); start instanceof DocumentStartEvent; start = events.next()) {
                String pointer = "/" + documents.size();
                if (documents.size() == limits.documents()) {
                    throw new UnreadableYamlException(pointer, line(start.getStartMark()),
                            "There are more than " + limits.documents() + " documents.");
                }
                YamlNode document = new DocumentReader(events, limits, left, errors).read(pointer);
                left -= document.size();
                documents.add(document);
            }
            return documents;
        });
        return read == null ? List.of() : read;
    }

    /** Reads one document, whose pointer is empty; null where it cannot be read, which {@code errors} are told. */
    public static @Nullable YamlNode document(byte[] utf8, YamlLimits limits, Consumer<YamlError> errors) {
        return reading(utf8, errors, events -> {
            events.next(); // the stream starts
            if (!(events.next() instanceof DocumentStartEvent)) {
                throw new UnreadableYamlException("", 1, "The document is empty.");
            }
            YamlNode document = new DocumentReader(events, limits, limits.size(), errors).read("");
            if (events.next() instanceof DocumentStartEvent second) {
                throw new UnreadableYamlException("", line(second.getStartMark()),
                        "A second document begins here. Send one document.");
            }
            return document;
        });
    }

    private static <T> @Nullable T reading(byte[] utf8, Consumer<YamlError> errors, Reading<T> reading) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
            return reading.of(
                    new Parse(settings).parseString(text.startsWith("\uFEFF") ? text.substring(1) : text).iterator());
        } catch (UnreadableYamlException unreadable) {
            errors.accept(unreadable.error());
        } catch (CharacterCodingException notText) {
            errors.accept(new YamlError("", 1, "This is not UTF-8."));
        } catch (MarkedYamlEngineException notYaml) {
            errors.accept(
                    new YamlError("", line(notYaml.getProblemMark()), "This is not YAML: " + notYaml.getProblem()));
        } catch (YamlEngineException notYaml) {
            errors.accept(new YamlError("", 1, "This is not YAML: " + notYaml.getMessage()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException notYaml) {
            // The parser's own surprise at an escape that is cut short.
            errors.accept(new YamlError("", 1, "This is not YAML."));
        }
        return null;
    }

    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    @FunctionalInterface
    private interface Reading<T> {

        T of(Iterator<Event> events);
    }
}
