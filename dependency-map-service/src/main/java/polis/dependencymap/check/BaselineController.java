package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;
import polis.paging.Page;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Maps that are kept to be compared with. */
@RestController
@RequestMapping(path = "/api/v1/baselines", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Checks")
class BaselineController {

    private static final String LABEL = "[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?";
    private static final int MOST = 500;

    private final Baselines baselines;
    private final MapService maps;
    private final InstantSource clock;

    BaselineController(Baselines baselines, MapService maps, InstantSource clock) {
        this.baselines = baselines;
        this.maps = maps;
        this.clock = clock;
    }

    @GetMapping
    @Operation(operationId = "baselines", summary = "The baselines by name")
    Page<BaselineItem> list(@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
            @RequestParam(defaultValue = "") String cursor) {
        return Page.cut(baselines.page(cursor, limit + 1), limit, BaselineItem::name);
    }

    @GetMapping("/{name}")
    @Operation(operationId = "baseline", summary = "A baseline with its edges")
    ResponseEntity<Baseline> get(@PathVariable String name) {
        Baseline found = existing(name);
        return ResponseEntity.ok().eTag(found.tag()).body(found);
    }

    @PutMapping("/{name}")
    @Operation(operationId = "keepBaseline", summary = "Keeps the map of a time under a name; replacing one wants If-Match")
    ResponseEntity<Baseline> keep(@PathVariable @Pattern(regexp = LABEL) String name,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Principal principal) {
        Optional<Baseline> before = baselines.find(name);
        before.ifPresent(known -> precondition(known, ifMatch));
        if (before.isEmpty() && baselines.count() >= MOST) {
            throw new ProblemException(StandardProblem.CONFLICT,
                    "There are %d baselines already, the most that are kept: delete one that no check names."
                            .formatted(MOST));
        }
        RenderedMap rendered = maps.render(from, to);
        var taken = new Baseline(name, before.map(known -> known.version() + 1).orElse(1L), clock.instant(),
                principal.getName(), rendered.range().from(), rendered.range().to(), rendered.map().depths().max(),
                rendered.map().topology().edges().stream()
                        .map(edge -> new Baseline.BaselineEdge(edge.from(), edge.to(), edge.kind(), edge.observed()))
                        .toList());
        if (!(before.isPresent() ? baselines.replace(taken) : baselines.add(taken))) {
            throw new ProblemException(StandardProblem.CONCURRENT_CHANGE,
                    "%s was changed at the same moment. Repeat the request.".formatted(name));
        }
        return ResponseEntity.status(before.isPresent() ? HttpStatus.OK : HttpStatus.CREATED).eTag(taken.tag())
                .body(taken);
    }

    @DeleteMapping("/{name}")
    @Operation(operationId = "forgetBaseline", summary = "Forgets a baseline; wants If-Match")
    ResponseEntity<Void> forget(@PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Baseline known = existing(name);
        precondition(known, ifMatch);
        if (!baselines.remove(name, known.version())) {
            throw new ProblemException(StandardProblem.CONCURRENT_CHANGE,
                    "%s was changed at the same moment. Repeat the request.".formatted(name));
        }
        return ResponseEntity.noContent().build();
    }

    private Baseline existing(String name) {
        return baselines.find(name).orElseThrow(
                () -> new ProblemException(StandardProblem.NOT_FOUND, "There is no baseline %s.%s".formatted(name,
                        Nearest.of(name, baselines.names()).map(" Did you mean %s?"::formatted).orElse(""))));
    }

    private static void precondition(Baseline known, @Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ProblemException(StandardProblem.PRECONDITION_REQUIRED,
                    "There is a baseline %s already. Send If-Match with the ETag you read, or If-Match: * to overwrite whatever is there."
                            .formatted(known.name()));
        }
        if (Arrays.stream(ifMatch.split(",")).map(tag -> tag.strip().replace("W/", ""))
                .noneMatch(tag -> tag.equals("*") || tag.equals(known.tag()))) {
            throw new ProblemException(StandardProblem.PRECONDITION_FAILED,
                    "%s was taken anew since you read it. Read it again and repeat the change."
                            .formatted(known.name()));
        }
    }
}
