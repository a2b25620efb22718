package polis.registry.instance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import polis.paging.Page;
import polis.registry.caller.Callers;
import polis.registry.credential.CredentialCache;
import polis.registry.history.History;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.State;
import polis.registry.name.DnsLabel;
import polis.registry.name.InstanceId;
import polis.registry.name.PlainText;
import polis.registry.service.ServiceCatalog;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Instances")
class InstanceController {

    private final InstanceCatalog catalog;
    private final ServiceCatalog services;
    private final History history;
    private final Callers callers;
    private final CredentialCache credentials;

    InstanceController(InstanceCatalog catalog, ServiceCatalog services, History history, Callers callers,
            CredentialCache credentials) {
        this.catalog = catalog;
        this.services = services;
        this.history = history;
        this.callers = callers;
        this.credentials = credentials;
    }

    @GetMapping("/instances")
    @Operation(summary = "Instances of all services; those that are GONE on demand only")
    Page<InstanceView> list(@RequestParam(required = false) @Nullable @DnsLabel String service,
            @RequestParam(required = false) @Nullable List<State> state,
            @RequestParam(defaultValue = "false") boolean gone,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        return catalog.page(service, state, gone, limit, cursor);
    }

    @GetMapping("/services/{service}/instances")
    @Operation(summary = "Instances of one service")
    Page<InstanceView> ofService(@PathVariable @DnsLabel String service,
            @RequestParam(required = false) @Nullable List<State> state,
            @RequestParam(defaultValue = "false") boolean gone,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        services.require(service);
        return catalog.page(service, state, gone, limit, cursor);
    }

    @GetMapping("/services/{service}/instances/{id}")
    @Operation(summary = "One instance")
    InstanceView get(@PathVariable @DnsLabel String service, @PathVariable @InstanceId String id) {
        return catalog.get(service, id);
    }

    @PutMapping("/services/{service}/instances/{id}")
    @Operation(summary = "Announces an instance that is about to be started; repeating it changes nothing")
    ResponseEntity<InstanceView> announce(@PathVariable @DnsLabel String service, @PathVariable @InstanceId String id,
            @Valid @RequestBody InstanceAnnouncement plan, Principal caller) {
        InstanceCatalog.Announced announced = catalog.announce(service, id, plan, callers.actor(caller));
        if (!credentials.reserved(service)) {
            credentials.refresh();
        }
        if (!announced.created()) {
            return ResponseEntity.ok(announced.view());
        }
        var location = UriComponentsBuilder.fromPath("/api/v1/services/{service}/instances/{id}").encode()
                .buildAndExpand(service, id).toUri();
        return ResponseEntity.created(location).body(announced.view());
    }

    @PostMapping("/services/{service}/instances/{id}/transitions")
    @Operation(summary = "Moves an instance to another state; FAILED and GONE cancel its lease, DESTROY puts it out of service")
    TransitionView transition(@PathVariable @DnsLabel String service, @PathVariable @InstanceId String id,
            @Valid @RequestBody TransitionRequest wish, Principal caller) {
        return catalog.transition(service, id, wish, callers.actor(caller));
    }

    @GetMapping("/services/{service}/instances/{id}/transitions")
    @Operation(summary = "The history of an instance, newest first")
    Page<TransitionView> transitions(@PathVariable @DnsLabel String service, @PathVariable @InstanceId String id,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @Positive Long cursor) {
        Page<TransitionView> page = history.page(service, id, limit, cursor);
        if (page.items().isEmpty()) {
            // Its history outlives the instance itself.
            catalog.get(service, id);
        }
        return page;
    }
}
