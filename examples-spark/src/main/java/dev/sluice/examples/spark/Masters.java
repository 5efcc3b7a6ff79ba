package dev.sluice.examples.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Whether anyone answers where a master is said to be: Spark itself asks for a minute before it says that none does. */
final class Masters {
    private static final String SCHEME = "spark://";
    private static final int PATIENCE_MILLIS = 5_000;

    private Masters() {}

    /** Refuses masters of which none answers; any other kind of master is for Spark to reach. */
    static void checkReachable(String master) {
        if (!master.startsWith(SCHEME)) {
            return;
        }
        StringBuilder why = new StringBuilder();
        for (String address : List.of(master.substring(SCHEME.length()).split(","))) {
            String problem = problem(address);
            if (problem.isEmpty()) {
                return;
            }
            why.append(why.isEmpty() ? "" : "; ").append(problem);
        }
        throw new RefusedException("no master of Spark answers at " + master + ": " + why
                + ". Start one, or correct --master: the page of a running one shows its URL");
    }

    private static String problem(String address) {
        URI uri;
        try {
            uri = URI.create(SCHEME + address);
        } catch (IllegalArgumentException e) {
            return "'" + address + "' is not host:port";
        }
        if (uri.getHost() == null || uri.getPort() < 0) {
            return "'" + address + "' is not host:port";
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MILLIS);
            return "";
        } catch (IOException | IllegalArgumentException unreachable) {
            return unreachable instanceof java.net.UnknownHostException
                    ? "this machine knows no host '" + uri.getHost() + "'"
                    : String.valueOf(unreachable.getMessage());
        }
    }
}
