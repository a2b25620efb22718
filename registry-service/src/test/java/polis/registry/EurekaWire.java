package polis.registry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Eureka's REST protocol by hand, as a client in another language speaks it. */
public final class EurekaWire {

    private final Api api;
    private final Map<String, Api> own = new ConcurrentHashMap<>();

    EurekaWire(Api api) {
        this.api = api.with("Accept", "application/json");
    }

    /** From now on the service is spoken for with a credential of its own. */
    public void use(String service, Api credential) {
        own.put(service, credential.with("Accept", "application/json"));
    }

    public boolean uses(String service) {
        return own.containsKey(service);
    }

    private Api by(String service) {
        return own.getOrDefault(service, api);
    }

    public Answer register(String service, String id, String status) {
        return register(service, id, status, 90);
    }

    public Answer register(String service, String id, String status, int leaseSeconds) {
        return registerRaw(service,
                """
                        {"instance":{"instanceId":"%s","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"%s",
                         "port":{"$":20001,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":%d},"lastDirtyTimestamp":"%d",
                         "metadata":{"version":"1.0.0"}}}
                        """
                        .formatted(id, service.toUpperCase(Locale.ROOT), service, status, leaseSeconds,
                                System.currentTimeMillis()));
    }

    public Answer registerRaw(String service, String body) {
        return by(service).post("/eureka/apps/" + service.toUpperCase(Locale.ROOT), body);
    }

    public Answer renew(String service, String id) {
        return by(service).put("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id, "");
    }

    public Answer metadata(String service, String id, String query) {
        return by(service).put("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id + "/metadata?" + query,
                "");
    }

    public Answer cancel(String service, String id) {
        return by(service).delete("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id);
    }

    public Answer status(String service, String id, String value) {
        return by(service).put("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id + "/status?value=" + value,
                "");
    }

    public Answer removeStatus(String service, String id) {
        return by(service).delete("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id + "/status");
    }

    /** Eureka's word for an instance, or an empty string. */
    public String statusOf(String service, String id) {
        Answer answer = api.get("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + "/" + id);
        return answer.status() == 200 ? answer.json().path("instance").path("status").asString("") : "";
    }

    public Answer apps() {
        return api.get("/eureka/apps");
    }
}
