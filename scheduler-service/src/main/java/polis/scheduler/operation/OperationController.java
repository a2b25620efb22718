package polis.scheduler.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

@RestController
@RequestMapping("/api/v1/operations")
class OperationController {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Operations operations;

    private final Steps steps;

    OperationController(Operations operations, Steps steps) {
        this.operations = operations;
        this.steps = steps;
    }

    /** Operations, the newest first. */
    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(summary = "Operations, the newest first")
    OperationList list(@RequestParam(required = false) @Nullable Long revision,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        List<RecordedOperation> page = operations.page(revision, cursor == null ? null : number(cursor), limit);
        String next = page.size() < limit ? null : String.valueOf(page.getLast().operation().seq());
        return new OperationList(page.stream().map(this::view).toList(), next);
    }

    /**
     * One operation with its steps.
     *
     * @param wait answer when the operation has ended, or after this time (ISO 8601, at most a minute)
     */
    @GetMapping("/{id}")
    @io.swagger.v3.oas.annotations.Operation(summary = "One operation with its steps; with wait, when it has ended or that time is over")
    OperationView find(@PathVariable String id, @RequestParam(required = false) @Nullable Duration wait)
            throws InterruptedException {
        RecordedOperation operation = get(id);
        long patience = wait == null ? 0 : wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos();
        long start = System.nanoTime();
        while (!operation.ended() && System.nanoTime() - start < patience) {
            Thread.sleep(LOOK_AGAIN);
            operation = get(id);
        }
        return view(operation);
    }

    private RecordedOperation get(String id) {
        try {
            if (id.startsWith("op-")) {
                return operations.find(Long.parseLong(id.substring(3))).orElseThrow(() -> unknown(id));
            }
        } catch (NumberFormatException noNumber) {
            throw unknown(id);
        }
        throw unknown(id);
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(StandardProblem.NOT_FOUND,
                "There is no operation " + id + "; GET /api/v1/operations lists all.");
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException foreign) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The cursor is unknown; start without one, or use the nextCursor of an earlier answer.",
                    List.of(FieldError.parameter("cursor", "must be the nextCursor of an earlier answer")));
        }
    }

    private OperationView view(RecordedOperation operation) {
        return OperationView.of(operation, steps.of(operation.operation().seq()));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OperationList(List<OperationView> items, @Nullable String nextCursor) {}
}
