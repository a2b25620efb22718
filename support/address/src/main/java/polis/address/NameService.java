package polis.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. It may take long: it is asked from threads of its own only. */
@FunctionalInterface
public interface NameService {

    /** The machine's own: its hosts file, then DNS. */
    NameService SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    /** What the name stands for, the best one first. */
    List<InetAddress> lookUp(String name) throws UnknownHostException;
}
