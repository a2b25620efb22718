package polis.benchmark.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Clients by the dozen: each thread has a connection of its own. */
final class RegistryLoad {

    private static final int CLIENTS = 8;

    private final RegistryServer server;

    RegistryLoad(RegistryServer server) {
        this.server = server;
    }

    /** One instance of one application. */
    record Instance(String app, String id) {

        String path() {
            return "/eureka/apps/" + app + "/" + id;
        }

        /** What a Java client sends, give or take; its lease outlasts the benchmark. */
        String registration() {
            return """
                    {"instance":{"instanceId":"%2$s","hostName":"10.1.2.3","app":"%1$s","ipAddr":"10.1.2.3","status":"UP",
                    "overriddenstatus":"UNKNOWN","port":{"$":8080,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},"countryId":1,
                    "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                    "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":7200,"registrationTimestamp":0,"lastRenewalTimestamp":0,"evictionTimestamp":0,"serviceUpTimestamp":0},
                    "metadata":{"management.port":"8081","version":"1.4.0"},"homePageUrl":"http://10.1.2.3:8080/",
                    "statusPageUrl":"http://10.1.2.3:8081/actuator/info","healthCheckUrl":"http://10.1.2.3:8081/actuator/health",
                    "vipAddress":"%1$s","secureVipAddress":"%1$s","isCoordinatingDiscoveryServer":"false","lastUpdatedTimestamp":"1763600000000","lastDirtyTimestamp":"1763600000000"}}
                    """
                    .formatted(app, id).replace("\n", "");
        }
    }

    interface Step {

        void run(RegistryWire wire, long number) throws Exception;
    }

    /** What a step cost. */
    record Cost(long steps, double seconds, double cpuSeconds) {

        double wallMicros() {
            return seconds * 1e6 / steps;
        }

        double cpuMicros() {
            return cpuSeconds * 1e6 / steps;
        }
    }

    static List<Instance> instances(String prefix, int apps, int each) {
        List<Instance> all = new ArrayList<>();
        for (int instance = 0; instance < each; instance++) {
            for (int app = 0; app < apps; app++) {
                String name = prefix + "-" + app;
                all.add(new Instance(name, name + ":" + instance));
            }
        }
        return all;
    }

    Cost register(List<Instance> instances) throws Exception {
        Cost cost = times(instances.size(), (wire, number) -> expect(204, post(wire, instances.get((int) number))));
        if (cost.steps() != instances.size()) {
            throw new IllegalStateException("Not all were registered.");
        }
        return cost;
    }

    void cancel(List<Instance> instances) throws Exception {
        times(instances.size(),
                (wire, number) -> expect(200, wire.call("DELETE", instances.get((int) number).path(), null)));
    }

    static int post(RegistryWire wire, Instance instance) throws Exception {
        return wire.call("POST", "/eureka/apps/" + instance.app(), instance.registration());
    }

    static void expect(int expected, int status) {
        if (status != expected) {
            throw new IllegalStateException("answered " + status + " in place of " + expected);
        }
    }

    Cost times(long steps, Step step) throws Exception {
        return run(Long.MAX_VALUE, steps, step);
    }

    Cost during(double seconds, Step step) throws Exception {
        return run((long) (seconds * 1e9), Long.MAX_VALUE, step);
    }

    private Cost run(long nanos, long steps, Step step) throws Exception {
        AtomicLong next = new AtomicLong();
        double cpu = server.cpuSeconds();
        long start = System.nanoTime();
        long done = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> client(next, start, nanos, steps, step)));
            }
            for (Future<Long> client : running) {
                done += client.get();
            }
        }
        return new Cost(done, (System.nanoTime() - start) / 1e9, server.cpuSeconds() - cpu);
    }

    private long client(AtomicLong next, long start, long nanos, long steps, Step step) throws Exception {
        long done = 0;
        try (RegistryWire wire = new RegistryWire(server.port())) {
            for (long number = next.getAndIncrement(); number < steps
                    && System.nanoTime() - start < nanos; number = next.getAndIncrement()) {
                step.run(wire, number);
                done++;
            }
        }
        return done;
    }
}
