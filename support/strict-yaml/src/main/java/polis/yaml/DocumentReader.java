package polis.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the tree of one document; an anchor is known in its own document only. */
final class DocumentReader {

    private static final int SHOWN = 60;

    private final Iterator<Event> events;
    private final YamlLimits limits;
    private final int most;
    private final Consumer<YamlError> errors;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private int size;

    /** @param most how many values the document may have */
    DocumentReader(Iterator<Event> events, YamlLimits limits, int most, Consumer<YamlError> errors) {
        this.events = events;
        this.limits = limits;
        this.most = most;
        this.errors = errors;
    }

    /** Reads from behind the document's start to behind its end. */
    YamlNode read(String pointer) {
        Event root = events.next();
        YamlNode tree = node(root, pointer, StrictYaml.line(root.getStartMark()), 0);
        events.next(); // the document ends
        return tree;
    }

    private YamlNode node(Event event, String pointer, int line, int depth) {
        if (depth > limits.depth()) {
            throw new UnreadableYamlException(pointer, line, "Nested more than " + limits.depth() + " deep.");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, pointer, line);
        }
        grow(1, pointer, line);
        refuseTag(event, pointer, line);
        YamlNode tree = switch (event) {
            case ScalarEvent scalar -> new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), line);
            case MappingStartEvent _ -> mapping(pointer, line, depth);
            case SequenceStartEvent _ -> sequence(pointer, line, depth);
            default -> throw new UnreadableYamlException(pointer, line, "A value is missing.");
        };
        if (event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, tree));
        }
        return tree;
    }

    private YamlNode aliased(AliasEvent alias, String pointer, int line) {
        YamlNode known = anchors.get(alias.getAlias());
        if (known == null) {
            throw new UnreadableYamlException(pointer, line,
                    quoted("*" + alias.getAlias()) + " refers to nothing that is complete before it.");
        }
        grow(known.size(), pointer, line);
        return known;
    }

    private void grow(int by, String pointer, int line) {
        size += by;
        if (size > most) {
            throw new UnreadableYamlException(pointer, line,
                    "Written out, there are more than " + limits.size() + " values.");
        }
    }

    private YamlNode mapping(String pointer, int line, int depth) {
        SequencedMap<String, YamlNode> members = new LinkedHashMap<>();
        int before = size;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            int keyLine = StrictYaml.line(event.getStartMark());
            if (!(event instanceof ScalarEvent key) || key.getValue().length() > limits.key()) {
                throw new UnreadableYamlException(pointer, keyLine,
                        "A key must be a plain word of at most " + limits.key() + " characters.");
            }
            refuseTag(event, pointer, keyLine);
            String member = pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
            YamlNode value = node(events.next(), member, keyLine, depth + 1);
            if (members.putIfAbsent(key.getValue(), value) != null) {
                errors.accept(new YamlError(member, keyLine, quoted(key.getValue()) + " is given twice."));
            }
        }
        return new YamlNode.Mapping(members, line, size - before + 1);
    }

    private YamlNode sequence(String pointer, int line, int depth) {
        List<YamlNode> items = new ArrayList<>();
        int before = size;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, pointer + "/" + items.size(), StrictYaml.line(event.getStartMark()), depth + 1));
        }
        return new YamlNode.Sequence(items, line, size - before + 1);
    }

    private void refuseTag(Event event, String pointer, int line) {
        Optional<String> given = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        given.ifPresent(tag -> errors.accept(
                new YamlError(pointer, line, "The tag " + quoted(tag) + " is not allowed: send plain values only.")));
    }

    private static String quoted(String text) {
        return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + '"';
    }
}
