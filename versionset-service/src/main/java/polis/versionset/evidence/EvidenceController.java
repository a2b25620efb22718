package polis.versionset.evidence;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;

@RestController
class EvidenceController {

    private final Evidences evidences;

    EvidenceController(Evidences evidences) {
        this.evidences = evidences;
    }

    @Operation(summary = "Sets of versions that ran healthy together, the newest first")
    @GetMapping("/api/v1/compatibility/evidence")
    Page<EvidenceDocument> evidence(@RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        List<EvidenceDocument> found = evidences
                .findByRevisionLessThanOrderByRevisionDesc(cursor == null ? Long.MAX_VALUE : cursor,
                        Limit.of(limit + 1))
                .stream().map(Evidence::document).toList();
        return Page.cut(found, limit, EvidenceDocument::revision);
    }
}
