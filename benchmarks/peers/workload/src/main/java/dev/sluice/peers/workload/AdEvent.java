package dev.sluice.peers.workload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** What somebody did with an advertisement. */
public record AdEvent(
        String user, String page, String ad, String adType, String eventType, long eventTime, String address)
        implements Serializable {
    /** The kind of event that is counted. */
    public static final String VIEW = "view";

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a line of JSON: the same code for all contenders. */
    public static AdEvent parse(String line) {
        String[] texts = new String[6];
        long time = 0;
        try (JsonParser in = JSON.createParser(line)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "user_id" -> texts[0] = in.getText();
                    case "page_id" -> texts[1] = in.getText();
                    case "ad_id" -> texts[2] = in.getText();
                    case "ad_type" -> texts[3] = in.getText();
                    case "event_type" -> texts[4] = in.getText();
                    case "event_time" -> time = in.getLongValue();
                    case "ip_address" -> texts[5] = in.getText();
                    default -> in.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no event: " + line, e);
        }
        return new AdEvent(texts[0], texts[1], texts[2], texts[3], texts[4], time, texts[5]);
    }

    /** The event as a line of JSON. */
    String line() {
        return "{\"user_id\":\"" + user + "\",\"page_id\":\"" + page + "\",\"ad_id\":\"" + ad + "\",\"ad_type\":\""
                + adType
                + "\",\"event_type\":\"" + eventType + "\",\"event_time\":" + eventTime + ",\"ip_address\":\"" + address
                + "\"}";
    }
}
