package dev.sluice.testkit.storage;

/**
 * An operation of one life of a program.
 *
 * @param number counted from 1 since the program started
 * @param operation what was done
 * @param path to what, in its shortest spelling
 * @param target the new name, of a rename; empty otherwise
 * @param bytes how many were to be written
 */
public record Step(long number, Operation operation, String path, String target, int bytes) {
    boolean isUnder(String prefix) {
        return path.startsWith(prefix) || (!target.isEmpty() && target.startsWith(prefix));
    }

    String verb() {
        return target.isEmpty() ? operation.verb() : operation.verb() + " to '" + target + "'";
    }

    /** For example {@code 12 append log-1 (40 bytes)} or {@code 13 rename draft -> final}. */
    @Override
    public String toString() {
        String what = number + " " + operation + " " + (path.isEmpty() ? "/" : path);
        if (!target.isEmpty()) {
            return what + " -> " + target;
        }
        return bytes == 0 ? what : what + " (" + bytes + " bytes)";
    }
}
