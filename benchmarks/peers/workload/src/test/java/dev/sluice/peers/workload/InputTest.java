package dev.sluice.peers.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputTest {
    private static final long FAR = 1L << 40;

    private static Input<Long> input(int unit, long leadMax) {
        return new Input<>(Input.SHARES, unit, 1, leadMax, Pace.NONE, source -> new Long[] {source + 0L, source + 10L});
    }

    @Test
    void allSourcesEndWhereTheFurthestWasWhenTheInputWasHalted() {
        Input<Long> input = input(1, FAR);
        long ahead = input.next(0, input.next(0, 0, 10), 10);
        long behind = input.next(1, 0, 5);
        input.halt();

        assertThat(ahead).isEqualTo(20);
        assertThat(input.next(0, ahead, 10)).isEqualTo(20);
        assertThat(input.next(1, behind, 100)).isEqualTo(20);
        assertThat(input.isOver(behind)).isFalse();
        assertThat(input.isOver(20)).isTrue();
        assertThat(input.end()).isEqualTo(20);
    }

    @Test
    void theEndIsThatOfAWholeSecond() {
        Input<Long> input = input(8, FAR);
        long read = input.next(0, 0, 9);
        input.halt();

        assertThat(input.next(0, read, 100)).isEqualTo(16);
        assertThat(input.next(1, 0, 100)).isEqualTo(16);
    }

    @Test
    void aSourceWaitsForOneThatIsTooFarBehind() {
        Input<Long> input = input(1, 4);

        assertThat(input.next(0, 0, 10)).isEqualTo(4);
        assertThat(input.next(0, 4, 10)).isEqualTo(4);
        assertThat(input.isOver(4)).isFalse();
        assertThat(input.next(1, 0, 3)).isEqualTo(3);
        assertThat(input.next(0, 4, 10)).isEqualTo(7);
    }

    @Test
    void aBatchTakesTheSameOfEverySource() {
        Input<Long> input = input(1, FAR);

        assertThat(input.nextBatch(0, 6)).isEqualTo(6);
        assertThat(input.taken()).isEqualTo(12);
        input.halt();
        assertThat(input.nextBatch(6, 6)).isEqualTo(6);
        assertThat(input.isOver(6)).isTrue();
    }
}
