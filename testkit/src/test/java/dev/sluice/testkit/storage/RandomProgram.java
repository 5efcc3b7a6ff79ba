package dev.sluice.testkit.storage;

import static dev.sluice.testkit.storage.Files.bytes;

import dev.sluice.error.StorageException;
import dev.sluice.storage.AppendFile;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Does anything to a storage, and knows by a model of its own what was written and what was promised. Every file starts
 * with a mark of its own, so that it is known again wherever it turns up.
 */
final class RandomProgram {
    private static final List<String> DIRECTORIES = List.of("", "d/", "d/e/");

    /** A file by its mark: all that it ever held, and how much of that was synced. */
    private static final class Written {
        private final String mark;
        private String content = "";
        private int synced;

        Written(String mark) {
            this.mark = mark;
        }
    }

    private final Storage storage;
    private final SplittableRandom random;
    private final Map<String, Written> files = new HashMap<>();
    private final Map<String, Written> names = new TreeMap<>();
    private final Map<String, Written> durableNames = new TreeMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Map<Written, AppendFile> open = new HashMap<>();
    private final List<Written> openOrder = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    RandomProgram(Storage storage, long seed) {
        this.storage = storage;
        this.random = new SplittableRandom(seed);
    }

    /** What each step gave; ends early when the process dies. */
    List<String> run(int steps) {
        try {
            storage.createDirectories("d/e");
            for (int i = 0; i < steps; i++) {
                step();
            }
        } catch (Crash crash) {
            outcomes.add(crash.getMessage());
        }
        return outcomes;
    }

    private void step() {
        int choice = random.nextInt(22);
        String path = path();
        String other = path();
        try {
            outcomes.add(choice + path + other + act(choice, path, other));
        } catch (StorageException refusal) {
            outcomes.add(choice + path + other + refusal.kind());
        }
    }

    private Object act(int choice, String path, String other) {
        return switch (choice) {
            case 0, 1, 2, 3 -> create(path);
            case 4, 5, 6, 7, 8 -> append();
            case 9, 10 -> sync();
            case 11, 12 -> put(path);
            case 13, 14 -> rename(path, other);
            case 15 -> delete(path);
            case 16, 17, 18 -> syncDirectory(DIRECTORIES.get(random.nextInt(DIRECTORIES.size())));
            default ->
                storage.list("d").stream()
                        .map(entry -> entry.name() + entry.size())
                        .toList();
        };
    }

    private String path() {
        return DIRECTORIES.get(random.nextInt(DIRECTORIES.size())) + "f" + random.nextInt(4);
    }

    private Object create(String path) {
        Written file = written();
        touched.add(path);
        AppendFile created = storage.create(path);
        names.put(path, file);
        open.put(file, created);
        openOrder.add(file);
        return append(file, file.mark);
    }

    private Written written() {
        Written file = new Written("<" + files.size() + ">");
        files.put(file.mark, file);
        return file;
    }

    private Object append() {
        return openOrder.isEmpty() ? "none" : append(anyOpen(), "text" + outcomes.size());
    }

    private Object append(Written file, String text) {
        file.content += text;
        AppendFile to = open.get(file);
        to.append(bytes(text));
        return to.size();
    }

    private Object sync() {
        if (openOrder.isEmpty()) {
            return "none";
        }
        Written file = anyOpen();
        open.get(file).sync();
        file.synced = file.content.length();
        if (random.nextInt(3) == 0) {
            openOrder.remove(file);
            open.remove(file).close();
        }
        return file.mark;
    }

    private Object syncClosed(String path) {
        storage.sync(path);
        Written file = names.get(path);
        if (file != null) {
            file.synced = file.content.length();
        }
        return true;
    }

    private Written anyOpen() {
        return openOrder.get(random.nextInt(openOrder.size()));
    }

    private Object put(String path) {
        Written file = written();
        file.content = file.mark + "put";
        touched.add(path);
        boolean created = storage.putIfAbsent(path, bytes(file.content).array());
        if (created) {
            file.synced = file.content.length();
            names.put(path, file);
            durableNames.put(path, file);
            touched.remove(path);
        }
        return created;
    }

    private Object rename(String from, String to) {
        touched.add(from);
        touched.add(to);
        Written file = names.get(from);
        storage.rename(from, to);
        names.remove(from);
        if (file != null) {
            names.put(to, file);
        }
        return true;
    }

    private Object delete(String path) {
        touched.add(path);
        names.remove(path);
        return storage.delete(path);
    }

    private Object syncDirectory(String directory) {
        storage.syncDirectory(directory);
        durableNames.keySet().removeIf(path -> isIn(directory, path));
        touched.removeIf(path -> isIn(directory, path));
        names.forEach((path, file) -> {
            if (isIn(directory, path)) {
                durableNames.put(path, file);
            }
        });
        return true;
    }

    private static boolean isIn(String directory, String path) {
        return path.substring(0, path.lastIndexOf('/') + 1).equals(directory);
    }

    /** Each file is one that was written, with its synced bytes whole and zeros at worst in the rest. */
    void checkNothingInvented(Map<String, String> left) {
        left.forEach((path, content) -> {
            if (!path.endsWith("/")) {
                require(
                        files.values().stream().anyMatch(file -> mayBe(file, content)),
                        path + " was never written",
                        left);
                require(touched.contains(path) || durableNames.containsKey(path), path + " should be gone", left);
            }
        });
    }

    /** A name that was synced and not touched since stands for its file, and a file that was never deleted is somewhere. */
    void checkPromises(Map<String, String> left) {
        durableNames.forEach((path, file) -> {
            String content = left.get(path);
            require(
                    touched.contains(path) || (content != null && mayBe(file, content)),
                    path + " is not " + file.mark,
                    left);
            require(
                    file.synced == 0
                            || !names.containsValue(file)
                            || left.values().stream().anyMatch(any -> mayBe(file, any)),
                    file.mark + " is lost",
                    left);
        });
    }

    private void require(boolean holds, String otherwise, Map<String, String> left) {
        if (!holds) {
            throw new AssertionError(otherwise + ": " + left + " is left of " + outcomes);
        }
    }

    private static boolean mayBe(Written file, String content) {
        if (content.length() < file.synced || content.length() > file.content.length()) {
            return false;
        }
        for (int i = 0; i < content.length(); i++) {
            char byteOf = content.charAt(i);
            if (byteOf != file.content.charAt(i) && (byteOf != '_' || i < file.synced)) {
                return false;
            }
        }
        return true;
    }
}
