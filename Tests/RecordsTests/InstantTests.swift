import Records
import Testing

struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
    ("2026-11-22T02:00:00.500+02:00", "2026-11-22T00:00:00.5Z"),
    ("2024-02-29 23:59:60Z", "2024-03-01T00:00:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
  ])
  func `an RFC 3339 time reads and prints`(_ text: String, _ printed: String) {
    #expect(Instant(rfc3339: text)?.rfc3339 == printed)
  }

  @Test(arguments: ["", "2026-02-29T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z", "x"])
  func `anything else is no time`(_ text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }
}
