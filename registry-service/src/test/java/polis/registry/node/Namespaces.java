package polis.registry.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Machines of their own, as far as the network goes: namespaces on one bridge, whose wires can be pulled. The bridge
 * has a namespace too: in this machine's own, the rules of a Docker engine would stop what goes over it. Wants root and
 * iproute2.
 */
final class Namespaces implements AutoCloseable {

    private static final String BRIDGE = "polisbr";
    private static final String SWITCH = "polissw";
    private static final String OWN_WIRE = "polisown";
    private static final String NET = "10.213.7.";

    private final List<String> made = new ArrayList<>();

    private Namespaces() {}

    static boolean possible() {
        try {
            boolean made = run("ip", "netns", "add", "polisprobe") == 0;
            return made && run("ip", "netns", "del", "polisprobe") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Namespaces create(int machines) throws IOException {
        var all = new Namespaces();
        try {
            all.build(machines);
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    private void build(int machines) throws IOException {
        must("ip", "netns", "add", SWITCH);
        made.add(SWITCH);
        at(SWITCH, "ip", "link", "add", BRIDGE, "type", "bridge");
        at(SWITCH, "ip", "link", "set", BRIDGE, "up");
        must("ip", "link", "add", OWN_WIRE, "type", "veth", "peer", "name", wire(0), "netns", SWITCH);
        must("ip", "addr", "add", host() + "/24", "dev", OWN_WIRE);
        must("ip", "link", "set", OWN_WIRE, "up");
        at(SWITCH, "ip", "link", "set", wire(0), "master", BRIDGE, "up");
        for (int machine = 1; machine <= machines; machine++) {
            String name = name(machine);
            must("ip", "netns", "add", name);
            made.add(name);
            at(SWITCH, "ip", "link", "add", wire(machine), "type", "veth", "peer", "name", "eth0", "netns", name);
            at(SWITCH, "ip", "link", "set", wire(machine), "master", BRIDGE, "up");
            at(name, "ip", "addr", "add", address(machine) + "/24", "dev", "eth0");
            at(name, "ip", "link", "set", "eth0", "up");
            at(name, "ip", "link", "set", "lo", "up");
        }
    }

    /** Where the machines find this process. */
    static String host() {
        return NET + "1";
    }

    static String address(int machine) {
        return NET + (10 + machine);
    }

    static List<String> in(int machine) {
        return List.of("ip", "netns", "exec", name(machine));
    }

    void pull(int machine) throws IOException {
        at(SWITCH, "ip", "link", "set", wire(machine), "down");
    }

    void plug(int machine) throws IOException {
        at(SWITCH, "ip", "link", "set", wire(machine), "up");
    }

    private void at(String name, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
        words.addAll(List.of(command));
        must(words.toArray(String[]::new));
    }

    private static String name(int machine) {
        return "polis" + machine;
    }

    private static String wire(int machine) {
        return "polisv" + machine;
    }

    private void must(String... command) throws IOException {
        if (run(command) != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " hangs: " + said);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        // Whatever was made so far; a wire goes with its namespace.
        for (String name : made) {
            run("ip", "netns", "del", name);
        }
        run("ip", "link", "del", OWN_WIRE);
    }
}
