package dev.sluice.conformance.process;

import dev.sluice.source.Receiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes lines from a {@link LineServer}, and acknowledges each block by the number of its last line once it is kept. */
final class LineReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK_LINES_MAX = 20;

    private final int port;
    private transient volatile @Nullable Socket socket;

    LineReceiver(int port) {
        this.port = port;
    }

    @Override
    public void onStart() throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        socket = connected;
        new Thread(() -> receive(connected), "lines").start();
    }

    @Override
    public void onStop() throws IOException {
        Socket connected = socket;
        if (connected != null) {
            connected.close();
        }
    }

    private void receive(Socket connected) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8));
                Writer acknowledgements =
                        new OutputStreamWriter(connected.getOutputStream(), StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> block = block(line, lines);
                store(block);
                String last = block.get(block.size() - 1);
                acknowledgements.write(last.substring(0, last.indexOf(' ')) + "\n");
                acknowledgements.flush();
            }
        } catch (IOException | RuntimeException e) {
            if (!isStopped()) {
                restart("the line broke", e);
            }
        }
    }

    private static List<String> block(String first, BufferedReader lines) throws IOException {
        List<String> block = new ArrayList<>(List.of(first));
        while (block.size() < BLOCK_LINES_MAX && lines.ready()) {
            block.add(lines.readLine());
        }
        return block;
    }
}
