package polis.scheduler.desired;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param artifacts folder that the {@code artifact.jar} of a manifest is relative to */
@ConfigurationProperties("polis.scheduler")
record ArtifactSettings(@DefaultValue(".") Path artifacts) {}
