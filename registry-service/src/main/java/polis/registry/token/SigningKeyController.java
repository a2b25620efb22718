package polis.registry.token;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/signing-keys")
@Tag(name = "Signing keys")
class SigningKeyController {

    private final SigningKeys keys;
    private final KeyRing ring;

    SigningKeyController(SigningKeys keys, KeyRing ring) {
        this.keys = keys;
        this.ring = ring;
    }

    /** What a key does: not yet, now, no longer. */
    enum Use {
        PENDING, SIGNING, VERIFYING
    }

    /** A key without its secret. */
    record SigningKeyView(String kid, Use use, Instant createdAt, Instant signsFrom) {}

    record SigningKeyList(List<SigningKeyView> items) {}

    @GetMapping
    @Operation(summary = "The keys that prove tokens, oldest first")
    SigningKeyList list() {
        String signing = keys.current().kid();
        Instant since = keys.current().signsFrom();
        return new SigningKeyList(keys.all().stream().map(key -> view(key,
                key.kid().equals(signing) ? Use.SIGNING : key.signsFrom().isAfter(since) ? Use.PENDING : Use.VERIFYING))
                .toList());
    }

    @PostMapping
    @Operation(summary = "Makes a new signing key; the old ones verify until their tokens have ended")
    ResponseEntity<SigningKeyView> rotate() {
        SigningKey fresh = ring.rotate();
        keys.refresh();
        return ResponseEntity.created(URI.create("/api/v1/signing-keys")).body(view(fresh, Use.PENDING));
    }

    private static SigningKeyView view(SigningKey key, Use use) {
        return new SigningKeyView(key.kid(), use, key.createdAt(), key.signsFrom());
    }
}
