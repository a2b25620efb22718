package polis.cli.stack;

import java.time.Duration;
import java.util.stream.Collectors;
import polis.cli.api.PolisService;
import polis.cli.process.Memory;
import polis.cli.stack.StackState.Postgres;
import polis.cli.stack.StackState.Running;
import polis.cli.terminal.Table;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** What runs: names, ports, start times, memory. */
final class StackTable {

    private StackTable() {}

    static void print(StackState state, Terminal terminal) {
        Table table = new Table("  SERVICE", "PORT", "START", "MEMORY", "PID", "");
        long total = 0;
        for (PolisService service : PolisService.values()) {
            Running running = state.service(service).orElse(null);
            if (running == null) {
                table.row("  " + service.label(), "-", "-", "-", "-", "not started");
                continue;
            }
            boolean alive = running.process().isAlive();
            long memory = alive ? Memory.resident(running.process().pid()) : 0;
            total += memory;
            String ports = running.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
            table.row("  " + running.name(), ports,
                    running.startMillis() == 0 ? "-" : Words.duration(Duration.ofMillis(running.startMillis())),
                    Words.bytes(memory), Long.toString(running.process().pid()), remark(running, alive));
        }
        Postgres postgres = state.postgres();
        if (postgres != null && postgres.process() != null) {
            boolean alive = postgres.process().isAlive();
            table.row("  postgres", Integer.toString(postgres.port()), "-", "-",
                    Long.toString(postgres.process().pid()), alive ? "" : "ended");
        }
        table.print(terminal);
        terminal.line("  The five services together hold " + Words.bytes(total) + ".");
    }

    private static String remark(Running running, boolean alive) {
        if (!alive) {
            return "ended";
        }
        return running.restarts() == 0 ? "" : "restarted " + Words.count(running.restarts(), "time");
    }
}
