import ArgumentParser
import Records

/// When a run takes place.
struct MomentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment that ages are counted from, such as 2026-11-22T02:00:00Z (default: the clock).",
      valueName: "rfc3339"),
    transform: { text in
      // A zone can lead out of the years that RFC 3339 has.
      guard let instant = Instant(rfc3339: text), Instant(rfc3339: instant.rfc3339) == instant
      else {
        throw ValidationError("it should be a time such as `2026-11-22T02:00:00Z`")
      }
      return instant
    })
  var now: Instant?
}
