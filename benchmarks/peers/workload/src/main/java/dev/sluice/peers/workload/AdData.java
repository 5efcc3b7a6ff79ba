package dev.sluice.peers.workload;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** Events of advertisements and the campaigns that these belong to, made from a fixed seed. */
public final class AdData {
    private static final int CAMPAIGNS = 100;
    private static final int ADS_OF_CAMPAIGN = 10;
    private static final int USERS = 10_000;
    private static final String[] EVENT_TYPES = {AdEvent.VIEW, "click", "purchase"};
    private static final String[] AD_TYPES = {"banner", "modal", "sponsored-search", "mail", "mobile"};
    private static final Map<String, String> CAMPAIGN_OF_AD = campaigns();

    private AdData() {}

    private static Map<String, String> campaigns() {
        Random random = new Random(42);
        Map<String, String> campaigns = new HashMap<>();
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            String name = id(random);
            for (int ad = 0; ad < ADS_OF_CAMPAIGN; ad++) {
                campaigns.put(id(random), name);
            }
        }
        return campaigns;
    }

    private static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The campaign of an advertisement: what a program would have loaded from a table. */
    public static String campaign(String ad) {
        return Objects.requireNonNull(CAMPAIGN_OF_AD.get(ad), ad);
    }

    /** A second of events. */
    static AdEvent[] events(int share) {
        Random random = new Random(share);
        String[] ads = CAMPAIGN_OF_AD.keySet().stream().sorted().toArray(String[]::new);
        String[] users = new String[USERS];
        Arrays.setAll(users, user -> id(random));
        AdEvent[] events = new AdEvent[Data.AD_RECORDS];
        Arrays.setAll(
                events,
                event -> new AdEvent(
                        users[random.nextInt(USERS)],
                        users[random.nextInt(USERS)],
                        ads[random.nextInt(ads.length)],
                        AD_TYPES[random.nextInt(AD_TYPES.length)],
                        EVENT_TYPES[random.nextInt(EVENT_TYPES.length)],
                        1_700_000_000_000L + event,
                        "10.0." + random.nextInt(256) + "." + random.nextInt(256)));
        return events;
    }

    /** The same as lines of JSON. */
    static String[] lines(int share) {
        return Arrays.stream(events(share)).map(AdEvent::line).toArray(String[]::new);
    }

    /** A campaign as a number for the answer. */
    public static long number(String campaign) {
        return campaign.hashCode();
    }
}
