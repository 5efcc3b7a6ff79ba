package dev.sluice.peers.batch;

/** The right answer: for each batch the sum of its results, each weighted by its key; then all in one. */
public final class BatchAnswer {
    private final BatchProgram program;
    private final long[] counts;

    private BatchAnswer(BatchProgram program) {
        this.program = program;
        this.counts = new long[program.keys()];
    }

    /** Of this many batches. */
    public static long of(BatchProgram program, int batches) {
        BatchAnswer answer = new BatchAnswer(program);
        long all = 0;
        for (int batch = 0; batch < batches; batch++) {
            all = with(all, batch, answer.next(batch));
        }
        return all;
    }

    /** The answer of some batches with that of one more. */
    public static long with(long all, int batch, long answer) {
        return all + answer * (2L * batch + 1);
    }

    private long next(int batch) {
        return switch (program) {
            case EMPTY -> 0;
            case MAP, WORDS, MANY_WORDS -> weights(batch);
            case SLIDING, MANY_SLIDING -> {
                long sum = 0;
                for (int each = Math.max(0, batch - BatchProgram.WINDOW + 1); each <= batch; each++) {
                    sum += weights(each);
                }
                yield sum;
            }
            case UPDATE -> {
                long sum = 0;
                for (int each = 0; each <= batch; each++) {
                    sum += weights(each);
                }
                yield sum;
            }
            case STATE, LARGE_STATE, MANY_STATE -> {
                long sum = 0;
                for (int index = 0; index < program.records(batch); index++) {
                    int key = program.key(batch, index);
                    sum += BatchProgram.weight(key) * ++counts[key];
                }
                yield sum;
            }
        };
    }

    private long weights(int batch) {
        long sum = 0;
        for (int index = 0; index < program.records(batch); index++) {
            sum += BatchProgram.weight(program.key(batch, index));
        }
        return sum;
    }
}
