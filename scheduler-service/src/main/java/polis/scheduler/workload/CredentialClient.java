package polis.scheduler.workload;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What registry-service does with a service's credentials. */
@HttpExchange("/api/v1/services/{service}/credentials")
interface CredentialClient {

    @PostExchange
    Credential make(@PathVariable String service);

    @GetExchange
    Page list(@PathVariable String service, @RequestParam int limit);

    @DeleteExchange("/{username}")
    void delete(@PathVariable String service, @PathVariable String username);

    record Page(List<Listed> items) {}

    record Listed(String username) {}
}
