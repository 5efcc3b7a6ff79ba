package dev.sluice.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorExceptionTest {
    @Test
    void aRecordCannotForgeALineOfTheLogNorSteerATerminal() {
        String record = "one\r\nERROR all is lost\u001b[31m\u2028\u0085";
        OperatorException failure = new OperatorException(
                "map", "Program.java:7", " on record " + record, new NumberFormatException("not\ta number: " + record));

        assertThat(failure.getMessage())
                .isEqualTo("map at Program.java:7 failed on record one\\r\\nERROR all is lost\\u001b[31m\\u2028\\u0085:"
                        + " java.lang.NumberFormatException: not\\ta number: one\\r\\nERROR all is lost\\u001b[31m"
                        + "\\u2028\\u0085");
    }

    @Test
    void otherTextStaysAsItIs() {
        String record = "Ä 日本 🙂 \\n 'quoted'";
        assertThat(new OperatorException("map", "Program.java:7", " on record " + record, new Exception("no")))
                .hasMessage("map at Program.java:7 failed on record " + record + ": java.lang.Exception: no");
    }
}
