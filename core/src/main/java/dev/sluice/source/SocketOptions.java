package dev.sluice.source;

import dev.sluice.data.StorageLevel;
import dev.sluice.error.InvalidProgramException;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a socket is treated.
 *
 * @param connectTimeout how long a connection may take to come about; positive
 * @param idleTimeout after how long without a byte the connection is given up and made anew; zero for never, which leaves
 *     peers that vanish to TCP keep-alive
 * @param storageLevel where received records are kept
 */
public record SocketOptions(Duration connectTimeout, Duration idleTimeout, StorageLevel storageLevel)
        implements Serializable {
    private static final Duration LONGEST = Duration.ofDays(24);

    /** Ten seconds to connect, and no idle timeout. */
    public static final SocketOptions DEFAULT =
            new SocketOptions(Duration.ofSeconds(10), Duration.ZERO, StorageLevel.MEMORY_AND_DISK_SER_2);

    /** Options that are possible. */
    public SocketOptions {
        requireWithin(connectTimeout, Duration.ofMillis(1), "connect timeout");
        requireWithin(idleTimeout, Duration.ZERO, "idle timeout");
    }

    /** These options with another connect timeout. */
    public SocketOptions connectTimeout(Duration timeout) {
        return new SocketOptions(timeout, idleTimeout, storageLevel);
    }

    /** These options with another idle timeout. */
    public SocketOptions idleTimeout(Duration timeout) {
        return new SocketOptions(connectTimeout, timeout, storageLevel);
    }

    /** These options with another storage level. */
    public SocketOptions storageLevel(StorageLevel level) {
        return new SocketOptions(connectTimeout, idleTimeout, level);
    }

    private static void requireWithin(Duration given, Duration least, String what) {
        if (given.compareTo(least) < 0 || given.compareTo(LONGEST) > 0) {
            throw new InvalidProgramException(
                    "the " + what + " of a socket must be from " + least + " to " + LONGEST + ", but was " + given);
        }
    }
}
