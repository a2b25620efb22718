package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.converters.wrappers.CodecWrapper;
import com.netflix.discovery.converters.wrappers.CodecWrappers;
import com.netflix.discovery.converters.wrappers.CodecWrappers.JacksonJsonMini;
import com.netflix.discovery.converters.wrappers.CodecWrappers.JacksonXmlMini;
import com.netflix.discovery.converters.wrappers.CodecWrappers.XStreamXml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.netflix.eureka.server.CloudJacksonJson;

/** The forms in which Eureka's clients read and write, by the codecs of Netflix's and Spring Cloud's own servers. */
enum Format {

    JSON("application/json"), XML("application/xml"), COMPACT_JSON("application/json"), COMPACT_XML("application/xml");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** On first use. */
    private static final class CloudJson {

        private static final CodecWrapper CODEC = new CloudJacksonJson();
    }

    /** Made when first used: XML's costs memory, and most servers never see any. */
    private CodecWrapper codec() {
        return switch (this) {
            case JSON -> CloudJson.CODEC;
            case XML -> CodecWrappers.getCodec(XStreamXml.class);
            case COMPACT_JSON -> CodecWrappers.getCodec(JacksonJsonMini.class);
            case COMPACT_XML -> CodecWrappers.getCodec(JacksonXmlMini.class);
        };
    }

    String mediaType() {
        return mediaType;
    }

    /** As a stock server chooses: XML unless JSON is asked for. */
    static Format of(@Nullable String accept, @Nullable String eurekaAccept) {
        boolean json = accept != null && accept.contains("json");
        boolean compact = "compact".equalsIgnoreCase(eurekaAccept);
        return json ? compact ? COMPACT_JSON : JSON : compact ? COMPACT_XML : XML;
    }

    /** Returns the registration as far as this format can hold it. */
    InstanceInfo representable(InstanceInfo info) {
        return this == XML || this == COMPACT_XML ? XmlEncodable.of(info) : info;
    }

    byte[] write(Object value) {
        var bytes = new ByteArrayOutputStream(4096);
        try {
            write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void write(Object value, OutputStream out) throws IOException {
        codec().encode(value, out);
    }

    /** Fails with whatever the codec throws when this is no such thing. */
    <T> T read(InputStream in, Class<T> type) throws IOException {
        return codec().decode(in, type);
    }
}
