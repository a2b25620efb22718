package polis.dependencymap.traffic;

/** The lengths of time for which traffic is summed up. Times of a resolution are counted from the epoch. */
enum Resolution {

    MINUTE(1, "minute"), HOUR(60, "hour"), DAY(24 * 60, "day");

    private final int minutes;
    private final String column;

    Resolution(int minutes, String column) {
        this.minutes = minutes;
        this.column = column;
    }

    String column() {
        return column;
    }

    int minutes() {
        return minutes;
    }

    /** Returns a select of caller, callee, asynchronous, calls, errors, latency and time. */
    String selectEdges() {
        return "select caller, callee, asynchronous, calls, errors, latency, %1$s from edge_%1$s where %1$s >= ? and %1$s < ?"
                .formatted(column);
    }

    /** Returns the same for what services worked on: the service is in the caller's column. */
    String selectServices() {
        return "select service, 0, false, requests, errors, latency, %1$s from service_%1$s where %1$s >= ? and %1$s < ?"
                .formatted(column);
    }

    /** Returns the sums of all services together, without latencies. */
    String selectTotals() {
        return "select 0, 0, false, sum(requests)::bigint, sum(errors)::bigint, ''::bytea, %1$s from service_%1$s where %1$s >= ? and %1$s < ? group by %1$s"
                .formatted(column);
    }

    String insertEdges() {
        return """
                insert into edge_%1$s (%1$s, caller, callee, asynchronous, calls, errors, latency)
                select ?, * from unnest(?::int[], ?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bytea[])"""
                .formatted(column);
    }

    String insertServices() {
        return """
                insert into service_%1$s (%1$s, service, requests, errors, latency)
                select ?, s.service, s.requests, s.errors, s.latency
                from unnest(?::int[], ?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bytea[])
                    as s(service, callee, asynchronous, requests, errors, latency)""".formatted(column);
    }

    String deleteEdges(String condition) {
        return "delete from edge_%1$s where %1$s %2$s ?".formatted(column, condition);
    }

    String deleteServices(String condition) {
        return "delete from service_%1$s where %1$s %2$s ?".formatted(column, condition);
    }
}
