package polis.scheduler.desired;

import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import polis.peer.Availability;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.problem.ProblemException;
import polis.scheduler.cluster.Versionset;

/** versionset-service as the scheduler sees it: the revision that is current there, and the outcome that it is told. */
@Component
class HttpVersionset implements Versionset {

    private static final Logger log = LoggerFactory.getLogger(HttpVersionset.class);

    private final RevisionClient client;
    private final RevisionRows revisions;
    private final InstantSource clock;

    @Nullable
    private String etag;
    private OptionalLong current = OptionalLong.empty();
    private final Availability availability = new Availability(log, "versionset-service", "its last revision is kept");

    HttpVersionset(PeerClients clients, Peers peers, RevisionRows revisions, InstantSource clock) {
        this.client = clients.client(RevisionClient.class, peers.versionset());
        this.revisions = revisions;
        this.clock = clock;
    }

    @Override
    public OptionalLong current() {
        try {
            ResponseEntity<RevisionClient.CurrentRevision> answer = client.current(etag);
            RevisionClient.CurrentRevision revision = answer.getBody();
            if (answer.getStatusCode() != HttpStatus.NOT_MODIFIED && revision != null) {
                Manifest.read(revision.manifest());
                revisions.store(revision.number(), revision.architecture(), revision.manifest(), clock.instant());
                current = OptionalLong.of(revision.number());
                etag = answer.getHeaders().getETag();
            }
            availability.answered();
        } catch (HttpClientErrorException.NotFound none) {
            current = OptionalLong.empty();
            etag = null;
            availability.answered();
        } catch (RestClientException | ProblemException away) {
            availability.failed(away);
        } catch (MalformedManifestException malformed) {
            availability.failed(malformed);
        }
        return current;
    }

    @Override
    public boolean report(long revision, boolean healthy, String reason) {
        try {
            client.outcome(revision, new RevisionClient.Outcome(healthy ? "HEALTHY" : "FAILED",
                    reason.substring(0, Math.min(2000, reason.length()))));
            return true;
        } catch (HttpClientErrorException refused) {
            int status = refused.getStatusCode().value();
            boolean settled = status == 404 || status == 409 || status == 400 || status == 422;
            log.warn("versionset-service refused the outcome of revision {}: {}", revision, refused.getMessage());
            return settled;
        } catch (RestClientException | ProblemException away) {
            return false;
        }
    }
}
