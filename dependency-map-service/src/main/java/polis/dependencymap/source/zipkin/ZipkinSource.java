package polis.dependencymap.source.zipkin;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.dependencymap.inbox.Intake;
import polis.dependencymap.source.SpanReader;
import polis.dependencymap.source.ZipkinTask;

/** Reads a Zipkin again and again on a thread of its own, ever more seldom while it does not answer. */
@Component
class ZipkinSource extends ZipkinTask {

    private static final Logger log = LoggerFactory.getLogger(ZipkinSource.class);

    private final ZipkinSettings settings;
    private final Intake intake;
    private final SpanReader reader;
    private final ZipkinProgress progress;
    private final InstantSource clock;
    private final MeterRegistry meters;

    ZipkinSource(ZipkinSettings settings, Intake intake, SpanReader reader, ZipkinProgress progress,
            InstantSource clock, MeterRegistry meters) {
        super("zipkin-source", settings.isOn() ? settings.url() : null);
        this.settings = settings;
        this.intake = intake;
        this.reader = reader;
        this.progress = progress;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    protected void run(URI url) throws InterruptedException {
        try (var zipkin = new ZipkinClient(url, settings)) {
            var deliveries = new Deliveries(intake);
            var traces = new TraceReading(zipkin, reader, deliveries, progress, settings, meters);
            var dependencies = new DependencyReading(zipkin, deliveries, progress);
            Duration pause = settings.interval();
            while (true) {
                boolean well = read(traces, dependencies);
                pause = well ? settings.interval() : longer(pause);
                Thread.sleep(pause);
            }
        }
    }

    private boolean read(TraceReading traces, DependencyReading dependencies) throws InterruptedException {
        try {
            Instant now = clock.instant();
            if (settings.read() == ZipkinSettings.Reading.TRACES) {
                traces.readUntil(now.minus(settings.delay()));
            } else {
                dependencies.readUntil(now);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            // It is away, or the database is: what was read is kept, the rest is read when it is back.
            log.warn("Zipkin at {} cannot be read now: {}", settings.url(), e.toString());
            return false;
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) < 0 ? twice : settings.longestPause();
    }
}
