package polis.dependencymap.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import polis.dependencymap.traffic.Stretch.Kept;

class StretchTests {

    private static final int DAY = 24 * 60;

    @Test
    void rangeThatNothingIsSummedUpForIsReadByMinutes() {
        assertThat(Stretch.of(30, 500, 0, new Kept(0, 0), new Kept(0, 0)))
                .containsExactly(new Stretch(Resolution.MINUTE, 30, 60), new Stretch(Resolution.MINUTE, 60, 500));
    }

    @Test
    void wholeHoursAndDaysAreReadAsSuchAndItsEndsByMinutes() {
        assertThat(Stretch.of(30, 3 * DAY + 90, 0, new Kept(0, 1000), new Kept(0, 3))).containsExactly(
                new Stretch(Resolution.MINUTE, 30, 60), new Stretch(Resolution.HOUR, 1, 24),
                new Stretch(Resolution.DAY, 1, 3), new Stretch(Resolution.HOUR, 72, 73),
                new Stretch(Resolution.MINUTE, 73 * 60, 3 * DAY + 90));
    }

    @Test
    void endWhoseMinutesAreDeletedIsWidenedToTheHour() {
        assertThat(Stretch.of(90, 100, 50 * 60, new Kept(0, 1000), new Kept(0, 0)))
                .containsExactly(new Stretch(Resolution.HOUR, 1, 2));
    }

    @Test
    void endWhoseHoursAreDeletedIsWidenedToTheDay() {
        assertThat(Stretch.of(DAY + 90, 2 * DAY + 30, 50 * DAY, new Kept(40 * 24, 60 * 24), new Kept(0, 60)))
                .containsExactly(new Stretch(Resolution.DAY, 1, 3));
    }

    @Test
    void everyMinuteIsReadOnceWhateverIsSummedUp() {
        var random = new Random(9);
        for (int i = 0; i < 100_000; i++) {
            int first = random.nextInt(6 * DAY);
            int last = first + 1 + random.nextInt(5 * DAY);
            List<Stretch> stretches = Stretch.of(first, last, 0, new Kept(0, random.nextInt(11 * 24)),
                    new Kept(0, random.nextInt(11)));
            int at = first;
            for (Stretch stretch : stretches) {
                assertThat(stretch.first() * stretch.resolution().minutes()).as("%s", stretches).isEqualTo(at);
                at = stretch.last() * stretch.resolution().minutes();
            }
            assertThat(at).as("%s", stretches).isEqualTo(last);
        }
    }
}
