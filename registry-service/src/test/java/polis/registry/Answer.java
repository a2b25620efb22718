package polis.registry;

import java.net.http.HttpResponse;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, HttpResponse<String> response) {

    private static final JsonMapper JSON = new JsonMapper();

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    public String text(String field) {
        return json().path(field).asString("");
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Fails with the whole answer when the status is another. */
    public Answer is(int expected) {
        Assertions.assertThat(status).as("%s %s: %s", response.request().method(), response.uri(), response.body())
                .isEqualTo(expected);
        return this;
    }

    /** Fails unless this is a problem document of the given type. */
    public Answer isProblem(int expected, String slug) {
        is(expected);
        Assertions.assertThat(header("Content-Type")).startsWith("application/problem+json");
        Assertions.assertThat(text("type")).isEqualTo("https://polis.dev/problems/" + slug);
        Assertions.assertThat(response.body()).doesNotContain("Exception", "org.springframework", "at polis.");
        return this;
    }
}
