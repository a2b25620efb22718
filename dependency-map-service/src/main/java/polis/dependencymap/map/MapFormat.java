package polis.dependencymap.map;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import polis.dependencymap.export.Dot;
import polis.dependencymap.export.Exporter;
import polis.dependencymap.export.GraphMl;
import polis.dependencymap.export.JsonGraph;
import polis.dependencymap.export.Mermaid;
import polis.dependencymap.export.Svg;
import polis.dependencymap.export.ZipkinLinks;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** A format that the map is asked for in, by the parameter {@code format} or by the header Accept. */
enum MapFormat {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    SVG("image/svg+xml"),
    DOT("text/vnd.graphviz"),
    MERMAID("text/vnd.mermaid"),
    GRAPHML("application/graphml+xml"),
    JGF("application/vnd.jgf+json"),
    /** Only by parameter: its type is JSON's. */
    ZIPKIN(MediaType.APPLICATION_JSON_VALUE);

    private final String type;

    MapFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** Returns its exporter, or null for our own JSON. */
    @Nullable
    Exporter exporter() {
        return switch (this) {
            case JSON -> null;
            case SVG -> new Svg();
            case DOT -> new Dot();
            case MERMAID -> new Mermaid();
            case GRAPHML -> new GraphMl();
            case JGF -> new JsonGraph();
            case ZIPKIN -> new ZipkinLinks();
        };
    }

    static MapFormat of(@Nullable String parameter, @Nullable String accept) {
        return parameter != null ? named(parameter) : accepted(accept);
    }

    private static MapFormat named(String parameter) {
        List<String> known = Arrays.stream(values()).map(format -> format.name().toLowerCase(Locale.ROOT)).toList();
        String wanted = parameter.toLowerCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The map is not written in this format: use one that errors names.",
                    List.of(FieldError.parameter("format", "must be one of " + String.join(", ", known),
                            Nearest.of(wanted, known).orElse(null))));
        }
        return values()[known.indexOf(wanted)];
    }

    /** Returns the first of the types that the client prefers most. */
    private static MapFormat accepted(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(accept);
            double best = 0;
            MapFormat chosen = JSON;
            for (MapFormat format : values()) {
                double liking = wanted.stream().filter(type -> type.includes(format.type()))
                        .mapToDouble(MediaType::getQualityValue).max().orElse(0);
                if (liking > best) {
                    best = liking;
                    chosen = format;
                }
            }
            return chosen;
        } catch (InvalidMediaTypeException e) {
            return JSON;
        }
    }
}
