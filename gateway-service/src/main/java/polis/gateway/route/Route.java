package polis.gateway.route;

import polis.gateway.match.PathPattern;

/**
 * Takes a path to a service.
 *
 * @param path the pattern as the manifest has it
 * @param stripPrefix how many leading segments the service does not get to see
 * @param passAuthorization whether the service gets to see the tokens of Polis's own issuer
 */
public record Route(String service, String path, int stripPrefix, boolean passAuthorization) {

    PathPattern pattern() {
        return PathPattern.parse(path);
    }
}
