package polis.registry.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.name.PlainText;

/**
 * Revokes all tokens of one subject at once: those of a service's client are on no list and have no id to name.
 */
@RestController
@RequestMapping("/api/v1/token-revocations")
@Tag(name = "Tokens")
class RevocationController {

    private final RevokedTokens revoked;
    private final SubjectRevocations subjects;

    RevocationController(RevokedTokens revoked, SubjectRevocations subjects) {
        this.revoked = revoked;
        this.subjects = subjects;
    }

    /** @param subject whose tokens are taken back: a service's client, a pipeline, a person */
    record RevocationRequest(@NotBlank @Size(max = 200) @PlainText String subject) {}

    @PostMapping
    @Operation(summary = "Revokes every token that a subject was given until now; the next one that it gets counts again")
    @ResponseStatus(HttpStatus.CREATED)
    SubjectRevocation revoke(@Valid @RequestBody RevocationRequest request, Principal caller) {
        return revoked.revokeAllOf(request.subject(), caller.getName());
    }

    @GetMapping
    @Operation(summary = "Whose tokens were revoked all together, as long as one of them could still be alive")
    Page<SubjectRevocation> list(@RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        return subjects.page(limit, cursor);
    }
}
