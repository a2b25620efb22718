package polis.registry.service;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.security.Principal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.caller.Callers;
import polis.registry.description.DescriptionPatch;
import polis.registry.description.DescriptionReader;
import polis.registry.description.ServiceDescription;
import polis.registry.history.History;
import polis.registry.history.TransitionDay;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.name.DnsLabel;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/services")
@Tag(name = "Services")
class ServiceController {

    private final ServiceCatalog catalog;
    private final ServiceTransitions transitions;
    private final History history;
    private final Callers callers;
    private final DescriptionReader reader;

    ServiceController(ServiceCatalog catalog, ServiceTransitions transitions, History history, Callers callers,
            DescriptionReader reader) {
        this.catalog = catalog;
        this.transitions = transitions;
        this.history = history;
        this.callers = callers;
        this.reader = reader;
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
            @Valid @RequestBody ServiceDescription description, Principal caller) {
        ServiceCatalog.Tagged described = catalog.describe(name, description, ifMatch, caller.getName());
        var response = described.created()
                ? ResponseEntity.created(URI.create("/api/v1/services/" + name))
                : ResponseEntity.ok();
        return response.eTag(described.tag()).body(described.view());
    }

    @PatchMapping(path = "/{name}", consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Changes the named fields of a description and clears those that are null (JSON merge patch)", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = "application/merge-patch+json", schema = @Schema(implementation = ServiceDescription.class))))
    ResponseEntity<ServiceView> patch(@PathVariable @DnsLabel String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody JsonNode body, Principal caller) {
        ServiceCatalog.Tagged patched = catalog.patch(name, DescriptionPatch.of(body, reader), ifMatch,
                caller.getName());
        return ResponseEntity.ok().eTag(patched.tag()).body(patched.view());
    }

    @PostMapping("/{name}/transitions")
    @Operation(summary = "Moves a service to another state; 409 names the legal ones, the state it has already is no news")
    TransitionView transition(@PathVariable @DnsLabel String name, @Valid @RequestBody TransitionRequest wish,
            Principal caller) {
        return transitions.transition(name, wish, callers.actor(caller));
    }

    @GetMapping("/{name}/transitions")
    @Operation(summary = "The history of a service, newest first")
    Page<TransitionView> transitions(@PathVariable @DnsLabel String name,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @Positive Long cursor) {
        catalog.require(name);
        return history.page(name, null, limit, cursor);
    }

    @GetMapping("/{name}/transitions/days")
    @Operation(summary = "Sums of the days whose steps are no longer kept one by one, newest first")
    Page<TransitionDay> days(@PathVariable @DnsLabel String name,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable LocalDate cursor) {
        catalog.require(name);
        return history.days(name, limit, cursor);
    }
}
