package polis.dependencymap.inbox;

import java.util.List;
import polis.dependencymap.link.Batch;
import polis.dependencymap.link.Span;

/** Spans that are in the inbox and on their way to the linker. */
record Arrival(Batch batch, List<Span> spans) {}
