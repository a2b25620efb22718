package polis.architecture.test.example.clock;

import java.time.Duration;
import java.time.Instant;

class Age {

    Duration since(Instant begin) {
        return Duration.between(begin, Instant.now());
    }
}
