package polis.scheduler.desired;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.JsonNode;

/** What the scheduler reads from and tells versionset-service. */
@HttpExchange("/api/v1/revisions")
interface RevisionClient {

    @GetExchange("/current")
    ResponseEntity<CurrentRevision> current(
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String etag);

    @PostExchange("/{number}/outcome")
    void outcome(@PathVariable long number, @RequestBody Outcome outcome);

    record CurrentRevision(long number, @Nullable String architecture, JsonNode manifest) {}

    /** The status is HEALTHY or FAILED. */
    record Outcome(String status, String reason) {}
}
