package polis.scheduler.operation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Cursor;
import polis.paging.Page;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

@RestController
@RequestMapping("/api/v1/operations")
class OperationController {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Another scheduler may lead, and end operations: nobody is woken here by that. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final OperationRows operations;
    private final StepRows steps;
    private final OperationEnds ends;

    OperationController(OperationRows operations, StepRows steps, OperationEnds ends) {
        this.operations = operations;
        this.steps = steps;
        this.ends = ends;
    }

    /** Operations, the newest first. */
    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(summary = "Operations, the newest first")
    Page<OperationView> list(@RequestParam(required = false) @Nullable Long revision,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Long before = cursor == null ? null : Cursor.parse(cursor, Long::valueOf);
        return Page.cut(operations.page(revision, before, limit + 1), limit, found -> found.operation().seq())
                .map(this::view);
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
        Duration patience = wait == null ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        long until = System.nanoTime() + patience.toNanos();
        long seen = ends.count();
        RecordedOperation operation = get(id);
        for (long left = patience.toNanos(); !operation.ended() && left > 0; left = until - System.nanoTime()) {
            ends.awaitMore(seen, Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
            seen = ends.count();
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

    private OperationView view(RecordedOperation operation) {
        return OperationView.of(operation, steps.of(operation.operation().seq()));
    }

}
