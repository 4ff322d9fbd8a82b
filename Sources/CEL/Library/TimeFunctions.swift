extension StandardFunctions {
  /// Parts of times, in UTC or a time zone, and of durations.
  static let times: [Library.Function] =
    part("getFullYear") { $0.year }
    + part("getMonth") { $0.month - 1 }
    + part("getDayOfYear") { $0.dayOfYear }
    + part("getDayOfMonth") { $0.day - 1 }
    + part("getDate") { $0.day }
    + part("getDayOfWeek") { $0.dayOfWeek }
    + part("getHours", ofDuration: { $0 / 3_600_000_000_000 }) { $0.hour }
    + part("getMinutes", ofDuration: { $0 / 60_000_000_000 }) { $0.minute }
    + part("getSeconds", ofDuration: { $0 / 1_000_000_000 }) { $0.second }
    + [
      .unary("getMilliseconds", .member) { _, value in
        switch value {
        case .timestamp(let time): .int(Int64(time.nanoseconds) / 1_000_000)
        case .duration(let duration): .int(duration / 1_000_000 % 1_000)
        default: nil
        }
      },
      .binary("getMilliseconds", .member) { context, value, zone in
        guard case .timestamp(let time) = value, case .string(let zone) = zone else { return nil }
        guard context.zone(zone) != nil else { return .error(.badTimeZone(zone)) }
        return .int(Int64(time.nanoseconds) / 1_000_000)
      },
    ]

  private static func part(
    _ name: String, ofDuration: (@Sendable (Int64) -> Int64)? = nil,
    _ body: @escaping @Sendable (CivilTime) -> Int64
  ) -> [Library.Function] {
    let inUTC = Library.Function.unary(name, .member) { _, value in
      switch value {
      case .timestamp(let time): .int(body(CivilTime(time, offset: 0)))
      case .duration(let duration): ofDuration.map { .int($0(duration)) }
      default: nil
      }
    }
    var inZone = Library.Function.binary(name, .member) { context, value, zone in
      guard case .timestamp(let time) = value, case .string(let zone) = zone else { return nil }
      guard let offset = context.zone(zone)?.offset(at: time.seconds) else {
        return .error(.badTimeZone(zone))
      }
      return .int(body(CivilTime(time, offset: offset)))
    }
    inZone.isPure = false
    return [inUTC, inZone]
  }
}

extension Context {
  /// A time zone, read once; nil for an unknown name.
  mutating func zone(_ name: String) -> TimeZone? {
    if let known = zones[name] { return known }
    guard let zone = TimeZone(name) else { return nil }
    if zones.count < 64 { zones[name] = zone }
    return zone
  }
}
