package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedStreamTests {

    private enum Reading {
        BY_ONE {
            @Override
            void take(InputStream in, int octets) throws IOException {
                for (int i = 0; i < octets; i++) {
                    assertThat(in.read()).isEqualTo(7);
                }
            }
        },
        AT_ONCE {
            @Override
            void take(InputStream in, int octets) throws IOException {
                assertThat(in.readNBytes(octets)).hasSize(octets);
            }
        },
        SKIPPED {
            @Override
            void take(InputStream in, int octets) throws IOException {
                in.skipNBytes(octets);
            }
        };

        abstract void take(InputStream in, int octets) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void givesWhatIsAllowedAndFailsAtTheNextByte(Reading way) throws IOException {
        byte[] all = {7, 7, 7, 7};
        way.take(bounded(all), 3);
        assertThatThrownBy(() -> way.take(bounded(all), 4)).hasMessage("too long");
    }

    private static InputStream bounded(byte[] bytes) {
        return new BoundedStream(new ByteArrayInputStream(bytes), 3, () -> new IllegalStateException("too long"));
    }
}
