package dev.sluice.conformance.tool;

import dev.sluice.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A storage in which something happens between the listing of a directory and the reading of its files. */
final class Meanwhile {
    private Meanwhile() {}

    /** Lets something happen before some read, counted from 1. */
    static Storage before(int read, Runnable event, Storage storage) {
        AtomicInteger reads = new AtomicInteger();
        return (Storage) Proxy.newProxyInstance(
                Meanwhile.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("read") && reads.incrementAndGet() == read) {
                        event.run();
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
