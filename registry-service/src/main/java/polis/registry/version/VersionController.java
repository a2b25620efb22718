package polis.registry.version;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;
import polis.registry.service.ServiceCatalog;

@RestController
@RequestMapping("/api/v1/services/{service}/versions")
@Tag(name = "Services")
class VersionController {

    private final Versions versions;
    private final ServiceCatalog services;

    VersionController(Versions versions, ServiceCatalog services) {
        this.versions = versions;
        this.services = services;
    }

    @GetMapping
    @Operation(summary = "Every version that there is or was, the newest first: where it runs, since when, from which revision")
    Page<VersionView> list(@PathVariable @DnsLabel String service,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        VersionCursor from = VersionCursor.of(cursor);
        services.require(service);
        return versions.page(service, limit, from);
    }
}
