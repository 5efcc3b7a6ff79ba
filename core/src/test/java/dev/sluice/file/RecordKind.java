package dev.sluice.file;

import dev.sluice.storage.TypeRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The forms of records, and for each of them some records: of many classes, and some of them equal, where it matters. */
enum RecordKind {
    TEXT(RecordForm.text()) {
        @Override
        Object record(int number) {
            return "word " + number / 2;
        }
    },
    JSON(RecordForm.json()) {
        @Override
        Object record(int number) {
            return new Count("word", number / 2);
        }
    },
    OBJECTS(RecordForm.objects(TypeRegistry.defaults())) {
        @Override
        Object record(int number) {
            Count count = new Count("word", number / 2);
            Level level = Level.values()[number / 2 % 2];
            return switch (number / 2 % 5) {
                case 0 -> count;
                case 1 -> new Reading(level, Optional.of(count), List.of(number, "two", level));
                case 2 -> new Reading(level, Optional.empty(), List.of(count));
                case 3 -> level;
                default -> "x".repeat(number);
            };
        }
    };

    enum Level {
        LOW,
        ABOVE_ALL_THE_OTHERS_BY_FAR
    }

    record Count(String word, long times) {}

    record Reading(Level level, Optional<Count> count, List<Object> more) {}

    private final RecordForm<?> form;

    RecordKind(RecordForm<?> form) {
        this.form = form;
    }

    abstract Object record(int number);

    List<Object> records(int count) {
        return IntStream.range(0, count).mapToObj(this::record).toList();
    }

    @SuppressWarnings("unchecked") // each form takes the records above
    RecordForm<Object> form() {
        return (RecordForm<Object>) form;
    }
}
