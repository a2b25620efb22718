package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** RegistrationCodec as text, in Eureka's own JSON. */
@Component
public class RegistrationCodec {

    /** The registration as text. */
    public String write(InstanceInfo info) {
        return new String(Format.JSON.write(info), StandardCharsets.UTF_8);
    }

    /** The registration that {@link #write} wrote. */
    public InstanceInfo read(String registration) {
        try {
            return Format.JSON.read(new ByteArrayInputStream(registration.getBytes(StandardCharsets.UTF_8)),
                    InstanceInfo.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A kept registration cannot be read.", e);
        }
    }
}
