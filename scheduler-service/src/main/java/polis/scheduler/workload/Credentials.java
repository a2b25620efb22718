package polis.scheduler.workload;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;
import polis.problem.ProblemException;

/** What the instances of each service register with. */
public interface Credentials {

    /**
     * The credential for an instance that is started now. One that the registry does not know any more, or that is old,
     * is replaced; while the registry is away, or makes no other, the one that is kept will do.
     *
     * @param startedAt what will be written down as the start of the instance: those of before hold what is replaced
     * @throws RestClientException when there is none yet and the registry does not make one
     * @throws ProblemException likewise
     */
    Credential of(String service, Instant startedAt);

    /**
     * The one that an instance was handed, whether the registry knows it still or not.
     *
     * @param startedAt when it was started; missing where it was not yet
     */
    Optional<Credential> handed(String service, @Nullable Instant startedAt);

    /**
     * Ends the credentials that nobody needs any more.
     *
     * @param services that may have instances, now or soon
     * @param oldest when the oldest instance of each service was started that lives
     */
    void keepOnly(Set<String> services, Map<String, Instant> oldest);
}
