package polis.registry.finding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;
import polis.registry.rule.Kind;
import polis.registry.rule.Severity;

@RestController
@RequestMapping("/api/v1/findings")
@Tag(name = "Findings")
class FindingController {

    private static final String ID = "[-a-z0-9.]{1,200}";

    private final Findings findings;

    FindingController(Findings findings) {
        this.findings = findings;
    }

    @GetMapping
    @Operation(summary = "What is wrong with the services as they are now, the most severe first")
    Page<FindingView> list(@RequestParam(required = false) @Nullable Set<Severity> severity,
            @RequestParam(required = false) @Nullable Set<Kind> kind,
            @RequestParam(required = false) @Nullable @Size(max = 50) Set<@DnsLabel String> service,
            @Parameter(description = "Only those that are, or are not; all where it is missing") @RequestParam(required = false) @Nullable Boolean acknowledged,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        var filter = new FindingFilter(orAll(severity), orAll(kind), orAll(service), acknowledged);
        return findings.page(filter, limit, cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One finding; 404 as soon as it no longer applies")
    FindingView get(@PathVariable @Pattern(regexp = ID) String id) {
        return findings.get(id);
    }

    @PostMapping("/{id}/acknowledgements")
    @Operation(summary = "Acknowledges a finding until a time; acknowledging it again replaces reason and time")
    ResponseEntity<FindingView> acknowledge(@PathVariable @Pattern(regexp = ID) String id,
            @Valid @RequestBody AcknowledgementRequest request, Principal caller) {
        FindingView acknowledged = findings.acknowledge(id, request, caller.getName());
        return ResponseEntity.created(URI.create("/api/v1/findings/" + id)).body(acknowledged);
    }

    @DeleteMapping("/{id}/acknowledgements")
    @Operation(summary = "Withdraws the acknowledgement of a finding")
    ResponseEntity<Void> withdraw(@PathVariable @Pattern(regexp = ID) String id) {
        findings.withdraw(id);
        return ResponseEntity.noContent().build();
    }

    private static <T> Set<T> orAll(@Nullable Set<T> wanted) {
        return wanted == null ? Set.of() : wanted;
    }
}
