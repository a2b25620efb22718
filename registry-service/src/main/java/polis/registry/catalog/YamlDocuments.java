package polis.registry.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import polis.problem.FieldError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a stream of YAML 1.2 documents (so JSON as well) into trees of JSON. Stricter than YAML: no tags, no key twice,
 * and depth, number of documents and size, aliases written out, are bounded before anything is built.
 */
final class YamlDocuments {

    static final int MAX_DOCUMENTS = 6_000;
    static final int MAX_DEPTH = 30;
    static final int MAX_SIZE = 300_000;
    static final int MAX_KEY = 500;

    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Complaints complaints;
    private final Iterator<Event> events;
    private final Map<Anchor, Sized> anchors = new HashMap<>();
    private int size;

    private YamlDocuments(String text, Complaints complaints) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.complaints = complaints;
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** A tree and how many values it has, aliases written out. */
    private record Sized(JsonNode tree, int size) {}

    /**
     * Documents in their order, empty ones as null nodes; nothing where the stream cannot be read, which the complaints
     * tell.
     */
    static List<JsonNode> read(byte[] bytes, Complaints complaints) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new YamlDocuments(text.startsWith("\uFEFF") ? text.substring(1) : text, complaints).documents();
        } catch (Unreadable unreadable) {
            complaints.add(unreadable.pointer, unreadable.detail);
        } catch (CharacterCodingException notText) {
            complaints.add("", "This is not UTF-8.");
        } catch (MarkedYamlEngineException notYaml) {
            complaints.add("", "This is not YAML: " + notYaml.getProblem() + line(notYaml.getProblemMark()));
        } catch (YamlEngineException notYaml) {
            complaints.add("", "This is not YAML: " + notYaml.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException notYaml) {
            // The parser's own surprise at an escape that is cut short.
            complaints.add("", "This is not YAML.");
        }
        return List.of();
    }

    private List<JsonNode> documents() {
        var documents = new ArrayList<JsonNode>();
        events.next(); // the stream starts
        for (Event event = events.next(); event instanceof DocumentStartEvent; event = events.next()) {
            String pointer = "/" + documents.size();
            if (documents.size() == MAX_DOCUMENTS) {
                throw new Unreadable(pointer, "There are more than " + MAX_DOCUMENTS + " documents.");
            }
            // An anchor is known in its own document only.
            anchors.clear();
            documents.add(node(events.next(), pointer, 0).tree());
            events.next(); // the document ends
        }
        return documents;
    }

    private Sized node(Event event, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Unreadable(pointer, "Nested more than " + MAX_DEPTH + " deep.");
        }
        if (event instanceof AliasEvent alias) {
            Sized known = anchors.get(alias.getAlias());
            if (known == null) {
                throw new Unreadable(pointer, "An alias refers to nothing that is complete before it.");
            }
            grow(known.size(), pointer);
            return known;
        }
        int before = size;
        grow(1, pointer);
        refuseTag(event, pointer);
        JsonNode tree = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent mapping -> mapping(pointer, depth);
            case SequenceStartEvent sequence -> sequence(pointer, depth);
            default -> throw new Unreadable(pointer, "A value is missing.");
        };
        var sized = new Sized(tree, size - before);
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, sized));
        }
        return sized;
    }

    private void grow(int by, String pointer) {
        size += by;
        if (size > MAX_SIZE) {
            throw new Unreadable(pointer, "Written out, there are more than " + MAX_SIZE + " values.");
        }
    }

    /** Whole numbers, booleans and nothing are what they look like; 1.10 is a version more often than a number. */
    private static JsonNode scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return JSON.stringNode(text);
        }
        return switch (text) {
            case "", "~", "null" -> JSON.nullNode();
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> INTEGER.matcher(text).matches() ? JSON.numberNode(Long.parseLong(text)) : JSON.stringNode(text);
        };
    }

    private JsonNode mapping(String pointer, int depth) {
        var members = JSON.objectNode();
        Set<String> keys = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key) || key.getValue().length() > MAX_KEY) {
                throw new Unreadable(pointer, "A key must be a plain word of at most " + MAX_KEY + " characters.");
            }
            refuseTag(event, pointer);
            String member = pointer + FieldError.pointer(key.getValue());
            JsonNode value = node(events.next(), member, depth + 1).tree();
            if (!keys.add(key.getValue())) {
                complaints.add(member, "is given twice");
            }
            members.set(key.getValue(), value);
        }
        return members;
    }

    private JsonNode sequence(String pointer, int depth) {
        var items = JSON.arrayNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, pointer + "/" + items.size(), depth + 1).tree());
        }
        return items;
    }

    private void refuseTag(Event event, String pointer) {
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            complaints.add(pointer, "must have no tag: a catalogue holds plain values only");
        }
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(at -> " (line " + (at.getLine() + 1) + ")").orElse("");
    }

    private static final class Unreadable extends RuntimeException {

        private final String pointer;
        private final String detail;

        Unreadable(String pointer, String detail) {
            super(detail);
            this.pointer = pointer;
            this.detail = detail;
        }

        /** Thrown for what comes from outside, and read for its message only. */
        @Override
        public synchronized @Nullable Throwable fillInStackTrace() {
            return this;
        }
    }
}
