package dev.sluice.conformance.simulation;

import dev.sluice.conformance.simulation.Program.FeedKind;
import dev.sluice.conformance.simulation.Program.OutputKind;
import dev.sluice.conformance.simulation.Program.Written;
import dev.sluice.conformance.simulation.Stream.Input;
import dev.sluice.conformance.simulation.Stream.Joined;
import dev.sluice.conformance.simulation.Stream.Made;
import dev.sluice.conformance.simulation.Stream.United;
import dev.sluice.conformance.simulation.TimeWindow.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Programs of one or two inputs and up to three outputs, each of a few operators. */
record RandomPrograms(SplittableRandom random) {
    Program program() {
        if (random.nextInt(4) == 0) {
            return Programs.ALL.get(random.nextInt(Programs.ALL.size()));
        }
        List<FeedKind> feeds = new ArrayList<>();
        int inputs = 1 + random.nextInt(2);
        for (int i = 0; i < inputs; i++) {
            feeds.add(any(FeedKind.values()));
        }
        List<Written> outputs = new ArrayList<>();
        int written = 1 + random.nextInt(3);
        for (int i = 0; i < written; i++) {
            outputs.add(new Written(stream(inputs), any(OutputKind.values())));
        }
        return new Program("random", feeds, outputs);
    }

    private Stream stream(int inputs) {
        Stream stream = new Input(random.nextInt(inputs));
        boolean ordered = true;
        if (inputs > 1 && random.nextInt(3) == 0) {
            stream = both(stream, new Input(random.nextInt(inputs)));
            ordered = false;
        }
        int operations = 1 + random.nextInt(3);
        int slideSeconds = 1;
        for (int i = 0; i < operations; i++) {
            Operation next = operation(slideSeconds);
            if (ordered || !next.needsOrder()) {
                ordered &= next.keepsOrder();
                slideSeconds = next instanceof TimeWindow window ? window.slideSeconds() : slideSeconds;
                stream = new Made(stream, next);
            }
        }
        return stream;
    }

    private Stream both(Stream left, Stream right) {
        if (random.nextBoolean()) {
            return new United(left, right);
        }
        Stream windowed = new Made(left, new TimeWindow(Kind.RECORDS, 1 + random.nextInt(3), 1));
        return new Joined(windowed, random.nextBoolean() ? right : new Made(right, new UpdateState()));
    }

    private Operation operation(int slideSeconds) {
        return switch (random.nextInt(6)) {
            case 0 -> any(RecordByRecord.values());
            case 1 -> new UpdateState();
            case 2 -> new Running(1 + random.nextInt(4));
            case 3 -> new CountWindow(1 + random.nextInt(5), 1 + random.nextInt(4));
            default -> {
                int slide = Math.max(slideSeconds, 1 + random.nextInt(2));
                yield new TimeWindow(any(Kind.values()), slide * (1 + random.nextInt(3)), slide);
            }
        };
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
