package polis.dependencymap.source.collector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;
import polis.problem.ProblemException;

// ADR 2
/** Lets reporters in that can send no header. */
@Component
class IngestKey {

    private final byte[] expected;

    IngestKey(CollectorSettings settings) {
        this.expected = settings.ingestKey().strip().getBytes(StandardCharsets.UTF_8);
    }

    void check(String key) {
        if (expected.length == 0) {
            throw new ProblemException(CollectorProblem.INVALID_INGEST_KEY,
                    "No ingest key is configured, so paths with a key take no spans: set polis.map.ingest-key (POLIS_MAP_INGEST_KEY), or send a bearer token to /api/v2/spans or /v1/traces.");
        }
        // In constant time: how far a wrong key is right must not be heard.
        boolean same = MessageDigest.isEqual(expected, key.getBytes(StandardCharsets.UTF_8));
        if (!same) {
            throw new ProblemException(CollectorProblem.INVALID_INGEST_KEY,
                    "The key in the path is not the ingest key: ask the operator for it, or send a bearer token to /api/v2/spans.");
        }
    }
}
