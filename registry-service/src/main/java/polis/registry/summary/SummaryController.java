package polis.registry.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Inventory;
import polis.registry.inventory.Snapshot;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/summary")
@Tag(name = "Summary")
class SummaryController {

    private final Inventory inventory;
    private final JsonMapper json;
    private final ReentrantLock writing = new ReentrantLock();
    /** Kept, because a page has megabytes and changes often: guarded by the lock. */
    private final ByteArrayOutputStream page = new ByteArrayOutputStream();
    /** In the order of the services' names; guarded by the lock. */
    private List<Summary.Line> lines = List.of();
    private volatile @Nullable Written latest;

    SummaryController(Inventory inventory, JsonMapper json) {
        this.inventory = inventory;
        this.json = json;
    }

    /** With thousands of services, writing the page takes longer than knowing what is on it. */
    private record Written(long seq, ResponseEntity<byte[]> answer) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "How many kinds of service, which versions, how many instances in what state, and what each service is doing")
    @ApiResponse(responseCode = "200", description = "As of the newest event", content = @Content(schema = @Schema(implementation = Summary.class)))
    ResponseEntity<byte[]> summary() {
        Snapshot snapshot = inventory.now();
        Written written = latest;
        return written != null && written.seq() == snapshot.seq() ? written.answer() : write(snapshot).answer();
    }

    /** By one at a time: who waits meanwhile finds it written. */
    private Written write(Snapshot snapshot) {
        writing.lock();
        try {
            Written written = latest;
            if (written != null && written.seq() == snapshot.seq()) {
                return written;
            }
            lines = lines(snapshot, lines);
            page.reset();
            json.writeValue(page, Summary.of(lines));
            written = new Written(snapshot.seq(),
                    ResponseEntity.ok().eTag("\"" + snapshot.seq() + "\"").body(page.toByteArray()));
            latest = written;
            return written;
        } finally {
            writing.unlock();
        }
    }

    /** Both are in the order of names: the line of before is next to where it is looked for. */
    @SuppressWarnings("ReferenceEquality") // The inventory keeps the entry of a service until something happens to it.
    private List<Summary.Line> lines(Snapshot snapshot, List<Summary.Line> before) {
        var lines = new ArrayList<Summary.Line>(snapshot.services().size());
        int next = 0;
        for (Entry entry : snapshot.services()) {
            while (next < before.size() && before.get(next).entry() != entry
                    && before.get(next).entry().name().compareTo(entry.name()) < 0) {
                next++;
            }
            boolean known = next < before.size() && before.get(next).entry() == entry;
            lines.add(known ? before.get(next) : Summary.Line.of(entry, json));
            next += known ? 1 : 0;
        }
        return lines;
    }
}
