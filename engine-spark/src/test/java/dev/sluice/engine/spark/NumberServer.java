package dev.sluice.engine.spark;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sends the numbers from 0 on to whoever connects, in blocks, each when the one before is acknowledged. Who connects next
 * gets first what was not acknowledged.
 */
final class NumberServer implements AutoCloseable {
    /** What ends the numbers. */
    static final int END = -1;

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int numbers;
    private final int block;
    private volatile int acknowledged;
    private volatile long process;
    private int limit;

    /** A server of so many numbers. */
    NumberServer(int numbers, int block) throws IOException {
        this.numbers = numbers;
        this.block = block;
        Thread thread = new Thread(this::serve, "numbers");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Lets the numbers go on up to this one. */
    synchronized void allow(int newLimit) {
        limit = newLimit;
        notifyAll();
    }

    private synchronized void awaitLeave(int to) throws IOException {
        try {
            while (to > limit) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Kills the process that the receiver runs in, without a warning. */
    void killReceiver() {
        ProcessHandle receiver = ProcessHandle.of(process).orElseThrow();
        receiver.destroyForcibly();
        receiver.onExit().join();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket receiver = socket.accept()) {
                send(receiver);
            } catch (IOException gone) {
                System.out.println("the receiver is gone, or the server: " + gone);
            }
        }
    }

    private void send(Socket receiver) throws IOException {
        DataOutputStream out = new DataOutputStream(receiver.getOutputStream());
        DataInputStream in = new DataInputStream(receiver.getInputStream());
        process = in.readLong();
        while (acknowledged < numbers) {
            int to = Math.min(numbers, acknowledged + block);
            awaitLeave(to);
            out.writeInt(acknowledged);
            out.writeInt(to);
            acknowledged = in.readInt();
        }
        out.writeInt(END);
        int ignored = in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
