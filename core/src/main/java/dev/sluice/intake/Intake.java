package dev.sluice.intake;

import dev.sluice.source.Input;
import dev.sluice.source.InputContext;
import dev.sluice.source.InputFactory;
import dev.sluice.source.RecordLog;
import dev.sluice.source.StreamSource;

/** Opens sources. */
public final class Intake {
    private Intake() {}

    /** The input of a source; nothing is taken in before its start. */
    public static <T> Input<T> open(StreamSource<T> source, InputContext context) {
        if (source instanceof StreamSource.Receiving<T> receiving) {
            return new ReceiverIntake<>(receiving.receiver(), context);
        }
        if (source instanceof StreamSource.Direct<T, ?> direct) {
            return new DirectIntake<>(direct.source(), context);
        }
        return open(((StreamSource.Custom<T>) source).input(), context);
    }

    private static <T> Input<T> open(InputFactory<T> input, InputContext context) {
        RecordLog log = context.log();
        return log == null || input.resumes()
                ? input.open(context)
                : new EmbeddedInput<>(input.open(context.withoutLog()), context, log);
    }
}
