package dev.sluice.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a server listens. */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Reads {@code host:port}. */
    public static final class Converter implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) {
                throw new TypeConversionException(
                        "'" + text + "' is not an address; give a host and a port, for example localhost:9999");
            }
            return new Address(text.substring(0, colon), port(text.substring(colon + 1), text));
        }

        private static int port(String digits, String text) {
            if (digits.matches("\\d{1,5}")) {
                int port = Integer.parseInt(digits);
                if (port >= 1 && port <= 65_535) {
                    return port;
                }
            }
            throw new TypeConversionException(
                    "'" + digits + "' in '" + text + "' is not a port; a port is a number from 1 to 65535");
        }
    }
}
