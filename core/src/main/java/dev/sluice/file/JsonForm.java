package dev.sluice.file;

import java.nio.charset.StandardCharsets;

/** Lines of JSON. */
final class JsonForm extends RecordForm<Object> {
    private static final long serialVersionUID = 1L;

    @Override
    Encoder<Object> begin(BufferedFile file) {
        return new Encoder<>() {
            @Override
            public void write(Object record) {
                file.writeLine(JsonText.of(record).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void end() {}
        };
    }
}
