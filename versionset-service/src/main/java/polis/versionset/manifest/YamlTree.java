package polis.versionset.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
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
import polis.versionset.schema.Location;

/**
 * Reads one document of YAML 1.2 (so JSON as well) into a {@link Tree}. Stricter than YAML: no tags, no second
 * document, no key twice, and aliases only as far as the written-out tree stays small.
 */
final class YamlTree {

    static final int MAX_DEPTH = 30;
    static final int MAX_SIZE = 50_000;
    static final int MAX_KEY = 253;

    private final Findings findings;
    private final Iterator<Event> events;
    private final Map<Anchor, Tree> anchors = new HashMap<>();
    private int size;

    private YamlTree(String text, Findings findings) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        this.findings = findings;
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** Null when the text cannot be read at all; the findings say why. */
    static @Nullable Tree read(String text, Findings findings) {
        try {
            return new YamlTree(text, findings).document();
        } catch (Unreadable unreadable) {
            findings.error(unreadable.pointer, unreadable.line, unreadable.detail);
        } catch (MarkedYamlEngineException notYaml) {
            findings.error("", lineOf(notYaml.getProblemMark()), "This is not YAML: " + notYaml.getProblem());
        } catch (YamlEngineException notYaml) {
            findings.error("", 1, "This is not YAML: " + notYaml.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException notYaml) {
            // The parser's own surprise at an escape that is cut short.
            findings.error("", 1, "This is not YAML.");
        }
        return null;
    }

    private Tree document() {
        next(); // the stream starts
        Event start = next();
        if (!(start instanceof DocumentStartEvent)) {
            throw new Unreadable("", 1, "The manifest is empty.");
        }
        Event root = next();
        Tree tree = node(root, "", lineOf(root.getStartMark()), 0);
        next(); // the document ends
        Event end = next();
        if (end instanceof DocumentStartEvent) {
            throw new Unreadable("", lineOf(end.getStartMark()), "A manifest is one document; here begins a second.");
        }
        return tree;
    }

    private Tree node(Event event, String pointer, int line, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Unreadable(pointer, line, "Nested more than " + MAX_DEPTH + " deep.");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, pointer, line);
        }
        grow(1, pointer, line);
        refuseTag(event, pointer, line);
        Tree tree = switch (event) {
            case ScalarEvent scalar -> new Tree.Scalar(scalar.getValue(), scalar.isPlain(), line);
            case MappingStartEvent mapping -> mapping(pointer, line, depth);
            case SequenceStartEvent sequence -> sequence(pointer, line, depth);
            default -> throw new Unreadable(pointer, line, "A value is missing.");
        };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, tree));
        }
        return tree;
    }

    private Tree aliased(AliasEvent alias, String pointer, int line) {
        Tree tree = anchors.get(alias.getAlias());
        if (tree == null) {
            throw new Unreadable(pointer, line,
                    Location.quoted("*" + alias.getAlias()) + " refers to nothing that is complete before it.");
        }
        grow(tree.size(), pointer, line);
        return tree;
    }

    private void grow(int by, String pointer, int line) {
        size += by;
        if (size > MAX_SIZE) {
            throw new Unreadable(pointer, line, "Written out, the manifest has more than " + MAX_SIZE + " values.");
        }
    }

    private Tree mapping(String pointer, int line, int depth) {
        SequencedMap<String, Tree> members = new LinkedHashMap<>();
        int before = size;
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            int keyLine = lineOf(event.getStartMark());
            if (!(event instanceof ScalarEvent key)) {
                throw new Unreadable(pointer, keyLine, "A key must be a plain word.");
            }
            if (key.getValue().length() > MAX_KEY) {
                throw new Unreadable(pointer, keyLine, "A key has more than " + MAX_KEY + " characters.");
            }
            refuseTag(event, pointer, keyLine);
            String member = pointer + FieldError.pointer(key.getValue());
            Tree value = node(next(), member, keyLine, depth + 1);
            if (members.putIfAbsent(key.getValue(), value) != null) {
                findings.error(member, keyLine, "\"" + key.getValue() + "\" is given twice.");
            }
        }
        return new Tree.Mapping(members, line, size - before + 1);
    }

    private Tree sequence(String pointer, int line, int depth) {
        List<Tree> items = new ArrayList<>();
        int before = size;
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, pointer + "/" + items.size(), lineOf(event.getStartMark()), depth + 1));
        }
        return new Tree.Sequence(items, line, size - before + 1);
    }

    private void refuseTag(Event event, String pointer, int line) {
        Optional<String> given = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        given.ifPresent(tag -> findings.error(pointer, line,
                "The tag " + Location.quoted(tag) + " is not allowed: a manifest holds plain values only."));
    }

    private Event next() {
        return events.next();
    }

    private static int lineOf(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static final class Unreadable extends RuntimeException {

        private final String pointer;
        private final int line;
        private final String detail;

        Unreadable(String pointer, int line, String detail) {
            super(detail);
            this.pointer = pointer;
            this.line = line;
            this.detail = detail;
        }

    }

}
