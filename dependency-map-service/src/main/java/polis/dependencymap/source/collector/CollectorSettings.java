package polis.dependencymap.source.collector;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the collector takes in.
 *
 * @param ingestKey key in the path {@code /ingest/{key}/api/v2/spans}; without one that path is closed
 * @param maxInflated bytes that a list of spans may have once it is unpacked
 * @param decodingMemory bytes of heap that all requests together may take at any moment to be read and decoded. 0: a
 *        quarter of it
 * @param forwardZipkin a Zipkin that gets a copy of all spans, such as {@code http://zipkin:9411}
 * @param forwardQueue bytes of spans that may wait for that Zipkin; more are not forwarded
 */
@Validated
@ConfigurationProperties("polis.map")
record CollectorSettings(@DefaultValue("") String ingestKey, @DefaultValue("8MB") @NotNull DataSize maxInflated,
        @DefaultValue("0B") @NotNull DataSize decodingMemory, @Nullable URI forwardZipkin,
        @DefaultValue("4MB") @NotNull DataSize forwardQueue) {

    @Override
    public DataSize decodingMemory() {
        return decodingMemory.toBytes() > 0 ? decodingMemory : DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4);
    }
}
