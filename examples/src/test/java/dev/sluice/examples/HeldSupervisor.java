package dev.sluice.examples;

import dev.sluice.error.ReceiverStoppedException;
import dev.sluice.source.ReceiverSupervisor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Takes blocks of orders and keeps their {@code store} waiting until the test lets it return. */
final class HeldSupervisor implements ReceiverSupervisor<Order> {
    private final BlockingQueue<List<Order>> blocks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> restarts = new LinkedBlockingQueue<>();
    private final Semaphore stored = new Semaphore(0);

    /** Waits for a block that a receiver stores. */
    List<Order> awaitBlock() throws InterruptedException {
        return blocks.take();
    }

    /** Lets one {@code store} return. */
    void letStored() {
        stored.release();
    }

    /** Waits until a receiver asks to be restarted; returns what it said. */
    String awaitRestart() throws InterruptedException {
        return restarts.take();
    }

    @Override
    public void storeBlock(List<Order> records) {
        blocks.add(List.copyOf(records));
        stored.acquireUninterruptibly();
    }

    @Override
    public void restart(String message, Throwable cause, Duration delay) {
        restarts.add(message);
    }

    @Override
    public void store(Order record) {
        throw new AssertionError("a reliable receiver stores blocks, but stored " + record + " alone");
    }

    @Override
    public void reportError(String message, Throwable cause) {
        throw new AssertionError(message, cause);
    }

    @Override
    public void stop(String message, Throwable cause) {
        throw new ReceiverStoppedException(message);
    }

    @Override
    public int streamId() {
        return 0;
    }

    @Override
    public boolean isStarted() {
        return true;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public boolean isDone() {
        return false;
    }
}
