package polis.cli.api;

import java.util.ArrayList;
import java.util.List;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** A problem document (RFC 9457) as a service answers it. */
record Problem(int status, String slug, String title, String detail, List<FieldError> errors) {

    /** What is wrong with one member of the request. */
    record FieldError(String pointer, String detail, String suggestion) {}

    static Problem of(int status, JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.path("errors").valueStream().forEach(error -> errors.add(new FieldError(Json.text(error, "pointer"),
                Json.text(error, "detail"), Json.text(error, "suggestion"))));
        String type = Json.text(body, "type");
        return new Problem(status, type.substring(type.lastIndexOf('/') + 1), Json.text(body, "title"),
                Json.text(body, "detail"), List.copyOf(errors));
    }

    /** Returns whether the request was carried out and its answer, which is given once, was lost. */
    boolean isAlreadyAnswered() {
        return "already-answered".equals(slug);
    }

    /** {@code The manifest is not valid. (400 invalid-manifest)} */
    String sentence() {
        String said = detail.isEmpty() ? title : detail;
        String what = said.isEmpty() ? "The service answered with an error." : said;
        return what + " (" + status + (slug.isEmpty() ? "" : " " + slug) + ")";
    }

    /** The fields' errors, a line each below the sentence. */
    void print(Terminal terminal) {
        terminal.error(sentence());
        int width = errors.stream().mapToInt(error -> error.pointer().length()).max().orElse(0);
        for (FieldError error : errors) {
            String pointer = error.pointer() + " ".repeat(width - error.pointer().length());
            String hint = error.suggestion().isEmpty() ? "" : " — did you mean " + error.suggestion() + "?";
            terminal.note("  " + terminal.style(Style.ACCENT, pointer) + "  " + error.detail() + hint);
        }
    }
}
