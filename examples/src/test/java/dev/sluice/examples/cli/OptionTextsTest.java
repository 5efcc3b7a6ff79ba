package dev.sluice.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionTextsTest {
    @ParameterizedTest
    @CsvSource({"1ms,1", "500ms,500", "1s,1000", "1.5s,1500", "2m,120000", "0.5m,30000", "1h,3600000"})
    void aDurationIsANumberAndAUnit(String text, long millis) {
        assertThat(new DurationText().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1 s", "1S", "1d", "PT1S", "1s ", "1e3ms"})
    void anythingElseIsNoDuration(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a duration; give a number and a unit, for example 500ms, 1s or 2m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0.5ms", "0.0001s"})
    void aDurationIsWholeMilliseconds(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"500,500 ms", "1500,1500 ms", "30000,30 s", "90000,90 s", "120000,2 min"})
    void aDurationIsShownInTheLargestUnitThatFits(long millis, String text) {
        assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void anAddressIsAHostAndAPort() {
        assertThat(new Address.Converter().convert("localhost:9999")).isEqualTo(new Address("localhost", 9999));
        assertThat(new Address.Converter().convert("::1:80")).isEqualTo(new Address("::1", 80));
        assertThat(new Address("localhost", 9999)).hasToString("localhost:9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", ":9999", "9999", ""})
    void anAddressNeedsBoth(String text) {
        assertThatThrownBy(() -> new Address.Converter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not an address; give a host and a port, for example localhost:9999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999999", "http", "-1", ""})
    void aPortIsInItsRange(String port) {
        assertThatThrownBy(() -> new Address.Converter().convert("host:" + port))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + port + "' in 'host:" + port + "' is not a port; a port is a number from 1 to 65535");
    }
}
