package dev.sluice.examples.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MastersTest {
    @Test
    void oneMasterOfSeveralIsEnough() throws Exception {
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatCode(() -> Masters.checkReachable("spark://127.0.0.1:1,127.0.0.1:" + master.getLocalPort()))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yarn", "k8s://https://no.such.invalid", "local[2]"})
    void otherMastersAreForSparkToReach(String master) {
        assertThatCode(() -> Masters.checkReachable(master)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "spark://127.0.0.1:1|Connection refused",
                "spark://127.0.0.1|'127.0.0.1' is not host:port",
                "spark://a b|'a b' is not host:port",
                "spark://no.such.host.invalid:7077|this machine knows no host 'no.such.host.invalid'"
            })
    void aMasterThatDoesNotAnswerIsRefusedAtOnce(String master, String why) {
        assertThatThrownBy(() -> Masters.checkReachable(master))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no master of Spark answers at " + master + ": " + why
                        + ". Start one, or correct --master: the page of a running one shows its URL");
    }
}
