package polis.cli.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer with its JSON body; a missing node where the body is empty or something else. */
public record Reply(int status, JsonNode body, String text, Map<String, String> headers) {

    public boolean ok() {
        return status / 100 == 2;
    }

    /** The body, or the service's problem as the command's end. */
    public JsonNode orFail() {
        if (!ok()) {
            throw new ProblemFailure(Problem.of(status, body));
        }
        return body;
    }
}
