package polis.versionset.description;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What is asked of the registry. */
@HttpExchange("/api/v1")
interface RegistryClient {

    /**
     * Describes a service.
     *
     * @param ifMatch {@code *} to replace what the registry knows, null to tell it of a service it does not know
     */
    @PutExchange(url = "/services/{name}", contentType = MediaType.APPLICATION_JSON_VALUE)
    void describe(@PathVariable String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody String description);

}
