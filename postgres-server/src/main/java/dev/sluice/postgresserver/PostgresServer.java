package dev.sluice.postgresserver;

import dev.sluice.serverprocess.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of PostgreSQL, a process on a free port of the loopback address. It keeps its port and its data when it is
 * killed and started again, and ends with this process at the latest. For one thread.
 */
public final class PostgresServer extends ServerProcess {
    /** The user that may do everything. */
    public static final String USER = "sluice";

    /** The user's password. */
    public static final String PASSWORD = "not a secret";

    private static final String ROOT =
            "; as root it needs a name space of users, which some containers forbid: run it as another user there";
    private static final String READY = "database system is ready to accept connections";

    private final Path programs;
    private final Path home;
    private final int port;

    private PostgresServer(Path programs, Path home, int port) {
        super("the database", READY);
        this.programs = programs;
        this.home = home;
        this.port = port;
    }

    /**
     * A server that takes connections.
     *
     * @param archives the directory with the archives of its programs
     * @param home for its data; made where it is missing
     * @throws UncheckedIOException if it does not come up, with what it said
     */
    public static PostgresServer start(Path archives, Path home) {
        try {
            Files.createDirectories(home);
            PostgresServer server = new PostgresServer(
                    Binaries.unpacked(archives.toAbsolutePath()).resolve("bin"),
                    home,
                    freePorts(1).get(0));
            server.initialize();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its one database is, for example {@code jdbc:postgresql://127.0.0.1:43117/postgres}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    protected ProcessBuilder command() {
        return program("postgres", "-D", data(), "-p", port + "", "-h", "127.0.0.1", "-c", "unix_socket_directories=");
    }

    private void initialize() throws IOException {
        Path password = home.resolve("password");
        Files.writeString(password, PASSWORD);
        Process initdb = program(
                        "initdb",
                        "-D",
                        data(),
                        "-U",
                        USER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--no-locale",
                        "--encoding=UTF8",
                        "--no-sync")
                .redirectErrorStream(true)
                .start();
        String said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.onExit().join().exitValue() != 0) {
            throw new IOException("the database was not made" + (isRoot() ? ROOT : "") + ":\n" + said);
        }
    }

    /** It refuses to run as root; in a name space of users without any it is nobody, and the files are its own. */
    private ProcessBuilder program(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private String data() {
        return home.resolve("data").toString();
    }
}
