package dev.sluice.serverprocess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server as a process of this machine, with all that it starts itself. It can be killed and started again, and stopped in
 * the middle of everything for a while, as a machine that is cut off; it ends with this process at the latest. For one
 * thread.
 */
public abstract class ServerProcess implements AutoCloseable {
    private final String name;
    private final String ready;
    private @Nullable Process process;

    /**
     * A server that is not started yet.
     *
     * @param name for people, for example {@code the broker}
     * @param ready what is in the line by which it says that it takes requests
     */
    protected ServerProcess(String name, String ready) {
        this.name = name;
        this.ready = ready;
    }

    /** How it is started. */
    protected abstract ProcessBuilder command();

    /**
     * Starts it, the first time or again after {@link #kill}; returns when it takes requests. It keeps its data and where
     * it is.
     *
     * @throws UncheckedIOException if it ends before that, with what it said
     */
    public final void start() {
        if (process == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end of " + name));
        }
        try {
            Process started = command().redirectErrorStream(true).start();
            process = started;
            BufferedReader lines = started.inputReader();
            StringBuilder said = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(ready)) {
                    drain(lines, started.pid());
                    return;
                }
                said.append(line).append('\n');
            }
            throw new IOException(name + " ended before it had started:\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It would stand still if nobody took what it says. */
    private void drain(BufferedReader lines, long pid) {
        Thread reader = new Thread(
                () -> {
                    try (lines) {
                        lines.lines().forEach(line -> {});
                    } catch (IOException | UncheckedIOException ignored) {
                        // the process was killed
                    }
                },
                "output of " + name + " " + pid);
        reader.setDaemon(true);
        reader.start();
    }

    /** Kills it without a warning, with all its processes; returns when they have ended. */
    public final void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = all(running);
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
        }
    }

    @Override
    public final void close() {
        kill();
    }

    /** Lets it stand still from now on: connections stay, and nothing answers. */
    public final void suspend() {
        suspend(running().toHandle());
    }

    /** Lets it go on where it stood still. */
    public final void resume() {
        resume(running().toHandle());
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return running;
    }

    /** Lets a process, with all that it started, stand still from now on. */
    public static void suspend(ProcessHandle process) {
        signal("STOP", process);
    }

    /** Lets a process, with all that it started, go on where it stood still. */
    public static void resume(ProcessHandle process) {
        signal("CONT", process);
    }

    /** One that stands still starts no others, so the first comes first. */
    private static void signal(String signal, ProcessHandle process) {
        send(signal, process);
        process.descendants().forEach(each -> send(signal, each));
    }

    private static void send(String signal, ProcessHandle to) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid()))
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (status != 0 && to.isAlive()) {
                throw new IOException("process " + to.pid() + " could not be sent " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> all(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** So many ports of the loopback address that nobody uses now, all different. */
    protected static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            try {
                for (int i = 0; i < count; i++) {
                    sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                }
                return sockets.stream().map(ServerSocket::getLocalPort).toList();
            } finally {
                for (ServerSocket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
