package dev.sluice.conformance.tool;

import dev.sluice.error.StorageException;
import dev.sluice.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A storage that has no space left for one file. */
final class FullDisk {
    private FullDisk() {}

    static Storage without(String name, Storage storage) {
        return (Storage) Proxy.newProxyInstance(
                FullDisk.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("create") && name.equals(arguments[0])) {
                        throw new StorageException(StorageException.Kind.NO_SPACE, "no space for " + name);
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
