package polis.cli.manifest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import polis.cli.api.Api;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.api.Reply;
import polis.cli.api.Unreachable;
import polis.cli.process.Pause;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/** Follows the operation of a revision to its end, a line per step that changes. */
final class OperationWatch {

    private static final long POLL_MILLIS = 300;

    private final Api api;
    private final Terminal terminal;
    private final Map<Integer, String> shown = new HashMap<>();

    OperationWatch(Api api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    int follow(int revision, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean away = false;
        while (System.nanoTime() < deadline) {
            try {
                Optional<JsonNode> operation = find(revision);
                away = false;
                if (operation.isPresent()) {
                    show(operation.get());
                    Optional<Integer> end = end(operation.get());
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
            } catch (Unreachable e) {
                // The scheduler may be restarting; the operation goes on where it was.
                if (!away) {
                    terminal.warning(e.sentence());
                }
                away = true;
            }
            Pause.millis(POLL_MILLIS);
        }
        terminal.endLive();
        terminal.error("Not done after " + timeout + "; the operation goes on. Follow it with ./polis operations");
        return ExitCode.TIMEOUT;
    }

    private Optional<JsonNode> find(int revision) {
        Reply reply = api.get(PolisService.SCHEDULER, "/api/v1/operations?revision=" + revision + "&limit=50");
        if (reply.status() >= 500) {
            return Optional.empty();
        }
        List<JsonNode> items = Json.items(reply.orFail()).filter(item -> !Json.text(item, "kind").equals("HEAL"))
                .toList();
        // The newest comes first; a list without its steps says so by leaving them out.
        return items.stream().findFirst()
                .map(item -> item.has("steps")
                        ? item
                        : api.get(PolisService.SCHEDULER, "/api/v1/operations/" + Json.text(item, "id")).orFail());
    }

    private void show(JsonNode operation) {
        operation.path("steps").valueStream().forEach(step -> {
            int number = step.path("number").asInt();
            String status = Json.text(step, "status");
            if (!status.equals("PENDING") && !status.equals(shown.put(number, status))) {
                say(step, status);
            }
        });
    }

    private void say(JsonNode step, String status) {
        String words = Json.text(step, "service") + "  "
                + Json.text(step, "action").toLowerCase(Locale.ROOT).replace('_', ' ')
                + prefixed("  ", Json.text(step, "instance"));
        switch (status) {
            case "RUNNING" -> terminal.live(List.of("  … " + words));
            case "SUCCEEDED" -> terminal.line("  " + terminal.style(Style.GOOD, "✓") + " " + words);
            case "SKIPPED" -> terminal
                    .line("  " + terminal.style(Style.FAINT, "- " + words + prefixed(": ", Json.text(step, "reason"))));
            default -> terminal.line(
                    "  " + terminal.style(Style.BAD, "✗") + " " + words + prefixed(": ", Json.text(step, "reason")));
        }
    }

    private Optional<Integer> end(JsonNode operation) {
        String status = Json.text(operation, "status");
        String reason = prefixed(": ", Json.text(operation, "reason"));
        String number = "Revision " + operation.path("revision").asInt();
        return switch (status) {
            case "SUCCEEDED" -> {
                terminal.done(number + " is in force");
                yield Optional.of(ExitCode.OK);
            }
            case "ROLLED_BACK" -> {
                terminal.endLive();
                terminal.error(number + " was rolled back" + reason);
                yield Optional.of(ExitCode.FAILED);
            }
            case "FAILED" -> {
                terminal.endLive();
                terminal.error(number + " failed" + reason);
                yield Optional.of(ExitCode.FAILED);
            }
            default -> Optional.empty();
        };
    }

    private static String prefixed(String prefix, String text) {
        return text.isEmpty() ? "" : prefix + text;
    }
}
