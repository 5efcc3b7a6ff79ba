package dev.sluice.conformance.rdd;

import dev.sluice.plan.Split;
import java.util.ArrayList;
import java.util.List;

/** The ways in which the same records, in the same order, can lie in partitions. */
enum Layout {
    ONE {
        @Override
        int target(int record, int records) {
            return 0;
        }
    },
    EVEN {
        @Override
        int target(int record, int records) {
            return PARTITIONS * record / records;
        }
    },
    ALL_IN_THE_LAST {
        @Override
        int target(int record, int records) {
            return PARTITIONS - 1;
        }
    },
    EMPTY_BETWEEN {
        @Override
        int target(int record, int records) {
            return record < records / 5 ? 1 : PARTITIONS - 2;
        }
    },
    ONE_RECORD_EACH {
        @Override
        int target(int record, int records) {
            return record;
        }
    };

    static final int PARTITIONS = 5;

    abstract int target(int record, int records);

    private int partitions(int records) {
        return switch (this) {
            case ONE -> 1;
            case ONE_RECORD_EACH -> records;
            default -> PARTITIONS;
        };
    }

    /** The records, laid out; {@link #ONE_RECORD_EACH} of no records has no partitions. */
    <T> List<Split<T>> splits(List<T> records) {
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < partitions(records.size()); i++) {
            parts.add(new ArrayList<>());
        }
        for (int i = 0; i < records.size(); i++) {
            parts.get(target(i, records.size())).add(records.get(i));
        }
        return parts.stream().map(Split::of).toList();
    }
}
