package polis.registry.service;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.registry.history.History;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;
import polis.registry.page.Page;

@RestController
@RequestMapping("/api/v1/services")
@Tag(name = "Services")
class ServiceController {

    private final ServiceCatalog catalog;
    private final ServiceTransitions transitions;
    private final History history;

    ServiceController(ServiceCatalog catalog, ServiceTransitions transitions, History history) {
        this.catalog = catalog;
        this.transitions = transitions;
        this.history = history;
    }

    @GetMapping
    @Operation(summary = "All services by name, with versions and states of their live instances")
    Page<ServiceView> list(@RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        return catalog.page(limit, cursor);
    }

    @GetMapping("/{name}")
    @Operation(summary = "One service")
    ResponseEntity<ServiceView> get(@PathVariable @DnsLabel String name) {
        ServiceCatalog.Tagged found = catalog.get(name);
        return ResponseEntity.ok().eTag(found.tag()).body(found.view());
    }

    @PutMapping("/{name}")
    @Operation(summary = "Describes a service; replacing a description wants If-Match")
    ResponseEntity<ServiceView> describe(@PathVariable @DnsLabel String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ServiceDescription description) {
        ServiceCatalog.Tagged described = catalog.describe(name, description, ifMatch);
        var response = described.created()
                ? ResponseEntity.created(URI.create("/api/v1/services/" + name))
                : ResponseEntity.ok();
        return response.eTag(described.tag()).body(described.view());
    }

    @PostMapping("/{name}/transitions")
    @Operation(summary = "Moves a service to another state; 409 names the legal ones, the state it has already is no news")
    TransitionView transition(@PathVariable @DnsLabel String name, @Valid @RequestBody TransitionRequest wish,
            Principal caller) {
        return transitions.transition(name, wish, caller.getName());
    }

    @GetMapping("/{name}/transitions")
    @Operation(summary = "The history of a service, newest first")
    Page<TransitionView> transitions(@PathVariable @DnsLabel String name,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @Positive Long cursor) {
        catalog.require(name);
        return history.page(name, null, limit, cursor);
    }
}
