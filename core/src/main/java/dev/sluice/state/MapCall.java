package dev.sluice.state;

import dev.sluice.data.KeyValue;
import dev.sluice.error.SluiceException;
import dev.sluice.error.StateException;
import dev.sluice.plan.FaultHandler;
import dev.sluice.plan.Origin;
import java.util.Optional;

/** How calls of a {@code mapWithState} function fail. */
final class MapCall {
    static final String NULL = "the function returned null; Optional.empty() gives no result";

    private MapCall() {}

    /** The typed failure of a call. */
    static SluiceException failure(Origin origin, Object key, Optional<?> value, Throwable thrown) {
        return thrown instanceof StateException forbidden
                ? new StateException(origin + ": " + forbidden.getMessage(), forbidden)
                : FaultHandler.failure(origin, KeyValue.of(key, value), thrown);
    }
}
