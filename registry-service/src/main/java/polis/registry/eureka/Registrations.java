package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.discovery.converters.wrappers.CodecWrapper;
import com.netflix.eureka.resources.ServerCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Registrations as text, in Eureka's own JSON. */
@Component
public class Registrations {

    private final CodecWrapper codec;

    Registrations(ServerCodecs codecs) {
        this.codec = codecs.getFullJsonCodec();
    }

    /** The registration as text. */
    public String write(InstanceInfo info) {
        try {
            return codec.encode(info);
        } catch (IOException e) {
            throw new UncheckedIOException("The registration of " + info.getId() + " cannot be written.", e);
        }
    }

    /** The registration that {@link #write} wrote. */
    public InstanceInfo read(String registration) {
        try {
            return codec.decode(registration, InstanceInfo.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A kept registration cannot be read.", e);
        }
    }
}
