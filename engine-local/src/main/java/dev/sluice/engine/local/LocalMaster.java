package dev.sluice.engine.local;

import dev.sluice.error.InvalidProgramException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many threads a master asks for, the calling one included. */
record LocalMaster(int workers) {
    static final int WORKERS_MAX = 1_024;

    private static final Pattern SHAPE = Pattern.compile("local(?:\\[(?:(\\*)|(\\d{1,9}))])?");

    static boolean isLocal(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    static LocalMaster parse(String master, int processors) {
        Matcher shape = SHAPE.matcher(master);
        if (!shape.matches()) {
            throw refused(master);
        }
        if (shape.group(1) != null) {
            return new LocalMaster(Math.min(processors, WORKERS_MAX));
        }
        int workers = shape.group(2) == null ? 1 : Integer.parseInt(shape.group(2));
        if (workers < 1 || workers > WORKERS_MAX) {
            throw refused(master);
        }
        return new LocalMaster(workers);
    }

    private static InvalidProgramException refused(String master) {
        return new InvalidProgramException(
                "master \"" + master + "\" is not understood: allowed are local (one thread),"
                        + " local[n] with n from 1 to " + WORKERS_MAX + ", and local[*] (one thread per processor)");
    }
}
