package dev.sluice.benchmarks;

import dev.sluice.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lines of 100 bytes over the loopback, as many as are read; the sender's CPU time is left out. */
record SocketLines(String name, Client client) implements IntakeContender {
    private static final int LINE_BYTES = 100;
    private static final int LINES_PER_WRITE = 640;

    /** Reads what a server sends, and calls back once it knows how many lines were sent and has read them all. */
    interface Client {
        void read(int port, CompletableFuture<Sent> sent) throws Exception;
    }

    /** What the server has sent, and what that took. */
    record Sent(long lines, double cpuSeconds) {}

    static List<IntakeContender> all() {
        return List.of(
                new SocketLines("loop over bytes by hand", SocketLines::byHand),
                new SocketLines("socketTextStream", SocketLines::stream));
    }

    @Override
    public Taken run(double seconds) throws Exception {
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread sender = new Thread(() -> send(server, seconds, sent), "sender");
            sender.start();
            Mark begun = Mark.now();
            client.read(server.getLocalPort(), sent);
            long lines = sent.join().lines();
            Taken all = begun.taken(lines, lines * LINE_BYTES);
            return new Taken(
                    lines,
                    all.bytes(),
                    all.seconds(),
                    all.cpuSeconds() - sent.join().cpuSeconds());
        }
    }

    private static void send(ServerSocket server, double seconds, CompletableFuture<Sent> sent) {
        byte[] lines =
                ("x".repeat(LINE_BYTES - 1) + "\n").repeat(LINES_PER_WRITE).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            Costs before = Costs.now();
            long begun = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - begun < seconds * 1e9) {
                out.write(lines);
                count += LINES_PER_WRITE;
            }
            socket.shutdownOutput();
            sent.complete(new Sent(count, Costs.now().since(before, 1).threadNanos() / 1e9));
        } catch (IOException e) {
            sent.completeExceptionally(new UncheckedIOException(e));
        }
    }

    private static void stream(int port, CompletableFuture<Sent> sent) throws InterruptedException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        try (IntakeProgram program = new IntakeProgram(Sources.socketText(host, port), null)) {
            program.await(sent.join().lines());
            IntakeContender.require(
                    "socketTextStream", program.finish(), sent.join().lines());
        }
    }

    private static void byHand(int port, CompletableFuture<Sent> sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            IntakeContender.require(
                    "loop by hand", HandLines.count(in, 64 * 1024), sent.join().lines());
        }
    }
}
