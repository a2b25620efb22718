package polis.gateway.route;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;

/** What the gateway asks versionset-service. */
interface RevisionClient {

    /** 200 with the newest revision that has not failed, 304 when it is the one of the tag, 404 when there is none. */
    @GetExchange("/api/v1/revisions/current")
    ResponseEntity<Revision> current(
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known);
}
