package polis.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.ResourceAccessException;

/** Endpoints that go wrong in every way; the same class serves the servlet and the reactive tests. */
@RestController
class Workshop {

    enum Kind {

        CLOCK, COMPASS
    }

    enum WorkshopProblem implements ProblemType {

        ILLEGAL_TRANSITION;

        @Override
        public HttpStatus status() {
            return HttpStatus.CONFLICT;
        }
    }

    record Part(@NotBlank String name, @Max(9) int count) {}

    record Order(@NotBlank String customer, @Nullable Kind kind, @Nullable Duration delay,
            @NotNull List<@Valid Part> parts, @Nullable Map<String, @Valid Part> extras) {

        Order {
            if ("nobody".equals(customer)) {
                throw new IllegalArgumentException("must be somebody");
            }
        }
    }

    @PostMapping("/api/v1/orders")
    String order(@Valid @RequestBody Order order) {
        return order.customer();
    }

    @PostMapping("/api/v1/raw")
    int raw(@RequestBody byte[] body) {
        return body.length;
    }

    @GetMapping("/api/v1/orders/{number}")
    String read(@PathVariable int number, @RequestParam(defaultValue = "CLOCK") Kind kind,
            @RequestParam(defaultValue = "1") @Min(1) int limit) {
        return number + " " + kind + " " + limit;
    }

    @GetMapping(path = "/api/v1/transition", produces = "application/json")
    String transition() {
        throw new ProblemException(WorkshopProblem.ILLEGAL_TRANSITION, "It can go to RUN.")
                .with("legal", List.of("RUN")).header("Retry-After", "7");
    }

    @GetMapping("/api/v1/broken")
    String broken() {
        throw new IllegalStateException("the password is swordfish");
    }

    @GetMapping("/api/v1/upstream")
    String upstream() {
        throw new ResourceAccessException("http://10.0.0.1 refused");
    }

    @GetMapping("/api/v1/mapped")
    String mapped() {
        throw new UnsupportedOperationException("mine");
    }
}
