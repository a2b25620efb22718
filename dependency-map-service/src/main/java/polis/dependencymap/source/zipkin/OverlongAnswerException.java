package polis.dependencymap.source.zipkin;

import java.io.IOException;

/** An answer has more than is read of one: ask for less. */
class OverlongAnswerException extends IOException {

    OverlongAnswerException() {
        super("its answer is longer than polis.map.zipkin.max-answer");
    }
}
