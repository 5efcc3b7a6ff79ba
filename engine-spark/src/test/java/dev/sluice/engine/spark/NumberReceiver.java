package dev.sluice.engine.spark;

import dev.sluice.source.Receiver;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Receives from a {@link NumberServer}, and acknowledges what is stored. */
final class NumberReceiver extends Receiver<Integer> {
    private static final long serialVersionUID = 1L;

    private final int port;
    private transient volatile @Nullable Socket socket;

    NumberReceiver(int port) {
        this.port = port;
    }

    @Override
    public void onStart() throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        socket = connected;
        Thread thread = new Thread(() -> receive(connected), "numbers");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive(Socket connected) {
        try (connected) {
            DataInputStream in = new DataInputStream(connected.getInputStream());
            DataOutputStream out = new DataOutputStream(connected.getOutputStream());
            out.writeLong(ProcessHandle.current().pid());
            for (int from = in.readInt(); from != NumberServer.END; from = in.readInt()) {
                int to = in.readInt();
                store(IntStream.range(from, to).boxed().toList());
                out.writeInt(to);
            }
            stop("these are all numbers");
        } catch (IOException | RuntimeException e) {
            restart("the numbers broke off", e);
        }
    }

    @Override
    public void onStop() throws IOException {
        Socket connected = socket;
        if (connected != null) {
            connected.close();
        }
    }
}
