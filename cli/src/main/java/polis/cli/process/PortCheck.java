package polis.cli.process;

import java.util.List;
import polis.cli.terminal.Failure;

/** Sees that every port is free before anything is started. */
public final class PortCheck {

    private PortCheck() {}

    public static void run(List<Integer> ports) {
        List<Integer> busy = ports.stream().filter(port -> !Ports.isFree(port)).toList();
        if (busy.isEmpty()) {
            return;
        }
        List<String> sentences = busy.stream().map(PortCheck::sentence).toList();
        throw new Failure(String.join("\n       ", sentences)
                + "\n       Nothing was started. Stop what holds the port, or move all ports with --port-offset 10000");
    }

    private static String sentence(int port) {
        String holder = PortHolder.of(port).map(process -> "process " + process.pid() + " (" + process.command() + ")")
                .orElse("a process of another user");
        return "Port " + port + " is held by " + holder + ".";
    }
}
