package dev.sluice.examples;

import dev.sluice.data.StorageLevel;
import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.Receiver;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of one's own, and a reliable one: it acknowledges orders only after {@code store} of their block has
 * returned. What a lost connection leaves unacknowledged the desk sends again, so an order may come twice, never not at
 * all.
 */
final class OrderReceiver extends Receiver<Order> {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK_ORDERS_MAX = 100;

    private final String host;
    private final int port;
    private transient volatile @Nullable Socket socket;

    OrderReceiver(String host, int port) {
        super(StorageLevel.MEMORY_ONLY);
        this.host = host;
        this.port = port;
    }

    @Override
    public void onStart() {
        Socket fresh = new Socket();
        socket = fresh;
        Thread thread = new Thread(() -> receive(fresh), "order-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStop() throws IOException {
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void receive(Socket fresh) {
        try (fresh) {
            fresh.connect(new InetSocketAddress(host, port));
            DataInputStream in = new DataInputStream(new BufferedInputStream(fresh.getInputStream()));
            DataOutputStream out = new DataOutputStream(fresh.getOutputStream());
            while (!isStopped()) {
                List<Order> block = block(in);
                store(block);
                out.writeLong(block.get(block.size() - 1).number());
            }
        } catch (IOException e) {
            restart("lost the order desk at " + host + ":" + port, e);
        } catch (ReceiverStoppedException stopped) {
            return;
        }
    }

    /** At least one order, and those that have arrived with it. */
    private static List<Order> block(DataInputStream in) throws IOException {
        List<Order> block = new ArrayList<>();
        do {
            block.add(new Order(in.readLong(), in.readUTF()));
        } while (block.size() < BLOCK_ORDERS_MAX && in.available() > 0);
        return block;
    }
}
