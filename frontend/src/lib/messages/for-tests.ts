// The shared words, English, for the unit tests; the page loads them before it draws.
import { sharedMessages } from ".";

await sharedMessages.load();
