package polis.registry.credential;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.registry.name.DnsLabel;
import polis.registry.name.PlainText;

@RestController
@RequestMapping("/api/v1/services/{service}/credentials")
@Tag(name = "Credentials")
class CredentialController {

    private final Credentials credentials;
    private final CredentialCache cache;

    CredentialController(Credentials credentials, CredentialCache cache) {
        this.credentials = credentials;
        this.cache = cache;
    }

    /** The only answer that holds the password. */
    record NewCredential(String username, String password, String service, Instant createdAt) {}

    @PostMapping
    @Operation(summary = "Makes a credential for a service's Eureka clients; its password is told once", description = "It registers, renews and ends this service's instances and no others, and from now on nobody else may "
            + "register the name. Old ones stay valid until they are deleted: so one takes another's place.")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NewCredential> makeCredential(@PathVariable @DnsLabel String service, Principal caller) {
        Secret.Generated generated = Secret.generate();
        Credential made = credentials.add(service, generated.secret(), caller.getName());
        cache.refresh();
        return ResponseEntity.created(URI.create("/api/v1/services/" + service + "/credentials/" + made.username()))
                .cacheControl(CacheControl.noStore())
                .body(new NewCredential(made.username(), generated.text(), service, made.createdAt()));
    }

    @GetMapping
    @Operation(summary = "A service's credentials, without their passwords")
    Page<Credential> credentialsOf(@PathVariable @DnsLabel String service,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
            @RequestParam(required = false) @Nullable @PlainText String cursor) {
        return credentials.page(service, limit, cursor);
    }

    @DeleteMapping("/{username}")
    @Operation(summary = "Revokes a credential, at every node within seconds")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeCredential(@PathVariable @DnsLabel String service,
            @PathVariable @Size(max = 100) @PlainText String username) {
        credentials.delete(service, username);
        cache.refresh();
    }
}
