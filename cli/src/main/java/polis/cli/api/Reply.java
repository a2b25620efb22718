package polis.cli.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer with its JSON body; a missing node where the body is empty or something else. */
public record Reply(int status, JsonNode body, String text, Map<String, String> headers) {

    public boolean ok() {
        return status / 100 == 2;
    }

    /** Returns the body; a problem ends the command. */
    public JsonNode orFail() {
        if (!ok()) {
            throw new ProblemFailure(Problem.of(status, body));
        }
        return body;
    }
}
