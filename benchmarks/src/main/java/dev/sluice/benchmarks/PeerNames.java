package dev.sluice.benchmarks;

import dev.sluice.peers.workload.Workload;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the names on the command line stand for. */
final class PeerNames {
    private PeerNames() {}

    /** The name of a workload. */
    static final class OfWorkload implements ITypeConverter<Workload> {
        @Override
        public Workload convert(String name) {
            try {
                return Workload.of(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The name of a contender. */
    static final class OfContender implements ITypeConverter<PeerContender> {
        @Override
        public PeerContender convert(String name) {
            return Arrays.stream(PeerContender.values())
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no contender '" + name + "'; there are "
                            + Arrays.stream(PeerContender.values())
                                    .map(PeerContender::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
