package polis.scheduler.driver.process;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param isolation {@code auto}: a user per architecture where that can be; {@code required}: nothing is started where
 *                  it cannot be; {@code off}: workloads run as the scheduler's own user
 * @param uids range of the users' and their groups' ids, {@code first-last}; nobody else on the machine may have them
 * @param folder where these users find their jars and work folders; all installations of a machine share it, so that
 *               no two architectures get one user
 */
@ConfigurationProperties("polis.scheduler.workload")
record IsolationSettings(@DefaultValue("auto") Mode isolation, @DefaultValue("2000300000-2000365535") UidRange uids,
        @DefaultValue("/var/lib/polis/workloads") Path folder) {

    enum Mode {
        AUTO, REQUIRED, OFF
    }

    /** Both ends belong to it. */
    public record UidRange(int first, int last) {

        public UidRange {
            if (first < 1000 || first > last) {
                throw new IllegalArgumentException("A range of user ids is first-last, from 1000 on");
            }
        }

        public static UidRange valueOf(String text) {
            String[] ends = text.split("-", 2);
            return new UidRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
        }

        int size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }
}
