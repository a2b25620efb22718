package polis.dependencymap.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The traffic of this second. */
@RestController
@Tag(name = "Live")
class LiveController {

    private final LiveRates rates;

    LiveController(LiveRates rates) {
        this.rates = rates;
    }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(operationId = "live", summary = "Rates of all edges and services, every second", responses = @ApiResponse(responseCode = "200", description = "A stream of events rates; away while the database is", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(implementation = LiveView.class))))
    SseEmitter live(@Parameter(hidden = true) @Nullable Principal person, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        // A proxy in between that collects the answer would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        return rates.watch(person);
    }
}
