package polis.registry.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.lifecycle.State;
import polis.registry.name.PlainText;

@RestController
@RequestMapping("/api/v1/services")
@Tag(name = "Services")
class SearchController {

    /** How many values one filter takes. */
    private static final int MOST = 50;

    private final ServiceSearch search;

    SearchController(ServiceSearch search) {
        this.search = search;
    }

    @GetMapping
    @Operation(summary = "Services by name: all, or those that match every filter; with facets on the first page")
    ServiceList list(
            @Parameter(description = "Criticality; of several one must match") @RequestParam(required = false) @Nullable @Size(max = 4) Set<@Min(0) @Max(3) Integer> tier,
            @Parameter(description = "Owner as it is written; of several one must match") @RequestParam(required = false) @Nullable @Size(max = MOST) Set<@PlainText String> owner,
            @Parameter(description = "What it is doing; of several one must match") @RequestParam(required = false) @Nullable Set<State> lifecycle,
            @Parameter(description = "Of several each must be there") @RequestParam(required = false) @Nullable @Size(max = MOST) Set<@PlainText String> tag,
            @Parameter(description = "District; of several one must match") @RequestParam(required = false) @Nullable @Size(max = MOST) Set<@PlainText String> domain,
            @Parameter(description = "Words, or their beginnings, of name, title, description, owner, on-call, repository, domain and tags; each must be there") @RequestParam(required = false) @Nullable @Size(max = 200) @PlainText String q,
            @Parameter(description = "Whether the answer counts what was found by tier, owner, lifecycle and tag") @RequestParam(defaultValue = "true") boolean facets,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        var filter = new ServiceFilter(orAll(tier), orAll(owner), orAll(lifecycle), orAll(tag), orAll(domain));
        return search.find(filter, q, limit, cursor, facets);
    }

    private static <T> Set<T> orAll(@Nullable Set<T> wanted) {
        return wanted == null ? Set.of() : wanted;
    }
}
